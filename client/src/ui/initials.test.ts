import { expect, it } from "vitest"
import { initialsOf } from "./initials.ts"

it.each([
  ["陈思远", "思远"],
  ["王磊", "王磊"],
  ["欧阳明月", "明月"],
  ["Maria Fernandez", "MF"],
  ["Ludwig van Beethoven", "LB"],
  ["prince", "P"],
  ["王 Lei", "王L"],
  ["  ", "?"],
])("%s is shown as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
