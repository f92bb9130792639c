import type { ShellMessages } from "../en/index.ts"

export const shell: ShellMessages = {}
