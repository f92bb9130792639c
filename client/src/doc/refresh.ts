import { PluginKey } from "prosemirror-state"

/** Set on an empty transaction that only draws again, as when the language changes. */
export const REFRESH = new PluginKey("sheaf-refresh")
