export const doc = {} as const
