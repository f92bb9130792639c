/** The sizes that the product accepts, in one place. Lengths of text are in UTF-16 units, as JavaScript counts them. */
export const LIMITS = {
  organisationName: 120,
  personName: 80,
  email: 254,
  /** Shortest password; NIST SP 800-63B asks for 8. */
  passwordMin: 8,
  passwordMax: 256,
  title: 200,
  /** One picture, in bytes. */
  image: 20 * 1024 * 1024,
  /** One picture made of SVG, in bytes: its text is read through before it is let in. */
  vectorImage: 1024 * 1024,
  /** Either side of a picture, in pixels. */
  imageSide: 16_384,
  /** Width by height of a picture, in pixels: decoded, each takes four bytes in every reader's tab. */
  imageArea: 100_000_000,
  /** A JSON request body, in bytes. */
  body: 256 * 1024,
  /** The content of one file, in bytes of its encoded state (the quota of sync.md). */
  content: 64 * 1024 * 1024,
  /** How deep shared types may be nested: a table in a callout in a list needs about ten. */
  nesting: 64,
} as const
