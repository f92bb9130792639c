import type { Messages } from "../en/index.ts"
import { doc } from "./doc.ts"
import { shell } from "./shell.ts"

export const zh: Messages = { shell, doc }
