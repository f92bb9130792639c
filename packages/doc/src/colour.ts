/** Names, not values: the page gives each a value for both of its themes. */
export const COLOURS = ["grey", "red", "orange", "gold", "green", "teal", "blue", "purple", "pink"] as const
export type Colour = (typeof COLOURS)[number]

/** The colour of that name, else null. */
export function colourNamed(value: unknown): Colour | null {
  return COLOURS.find(name => name === value) ?? null
}
