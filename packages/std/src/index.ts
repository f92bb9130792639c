export { assert, Broken, known, never } from "./assert.ts"
export type { Brand } from "./brand.ts"
export { Disposer, type Stop } from "./disposer.ts"
export { Emitter } from "./emitter.ts"
