import type { DocMessages } from "../en/index.ts"

export const doc: DocMessages = {}
