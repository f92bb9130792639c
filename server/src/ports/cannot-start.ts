/**
 * The server cannot start as it is set up: a wrong setting, a folder that another process holds, a newer schema … The message is the one
 * line that the operator reads; nothing was changed.
 */
export class CannotStart extends Error {
  override readonly name = "CannotStart"
}
