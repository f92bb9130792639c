export * from "./journal.ts"
