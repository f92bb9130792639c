/** Passwords are kept only as a hash that is slow to guess at. */
export interface Passwords {
  /** The hash with its salt and parameters, as one text. */
  hash(password: string): Promise<string>
  /**
   * Whether `password` is the one that `hash` was made of. Without a hash (an unknown account, or one without a password) the answer is
   * no after the same work, so that the time it takes says nothing.
   */
  verify(password: string, hash: string | undefined): Promise<boolean>
}
