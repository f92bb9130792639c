import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  atLeast,
  explain,
  type FileId,
  GRANTED_ROLES,
  type Grant,
  type GrantId,
  mayEdit,
  mayGrant,
  type PersonId,
  ROLES,
} from "./index.ts"

const NAMES = ["ann", "bo", "cy"] as const
const people = fc.constantFrom(...NAMES).map(name => name as string as PersonId)
const grants: fc.Arbitrary<readonly Grant[]> = fc.array(
  fc.record({ to: people, role: fc.constantFrom(...GRANTED_ROLES) }).map(({ to, role }) => ({
    id: `${to}-${role}` as GrantId,
    file: "plan" as FileId,
    to: { kind: "person" as const, id: to },
    role,
    by: "ann" as PersonId,
    at: 0,
  })),
  { maxLength: 6 },
)
const grantedRoles = fc.constantFrom(...GRANTED_ROLES)
const roles = fc.option(fc.constantFrom(...ROLES), { nil: undefined })

describe("access", () => {
  it("A1: the owner has the role owner, whatever grants there are", () => {
    fc.assert(
      fc.property(people, grants, (owner, given) => {
        expect(explain(owner, { owner }, given)).toEqual({ role: "owner", because: [{ kind: "owner" }] })
      }),
    )
  })

  it("A2: anybody else has the strongest role that a grant to them gives, or none", () => {
    fc.assert(
      fc.property(people, people, grants, (person, owner, given) => {
        fc.pre(person !== owner)
        const mine = given.filter(grant => grant.to.id === person).map(grant => GRANTED_ROLES.indexOf(grant.role))
        const { role } = explain(person, { owner }, given)
        expect(role).toBe(mine.length === 0 ? undefined : GRANTED_ROLES[Math.max(...mine)])
      }),
    )
  })

  it("A3: taking away all that it names takes the role away; taking away anything else does not", () => {
    fc.assert(
      fc.property(people, people, grants, (person, owner, given) => {
        fc.pre(person !== owner)
        const { role, because } = explain(person, { owner }, given)
        const named = new Set(because.flatMap(reason => (reason.kind === "grant" ? [reason.grant] : [])))
        const without = given.filter(grant => !named.has(grant))
        if (role !== undefined) expect(explain(person, { owner }, without).role).not.toBe(role)
        expect(explain(person, { owner }, [...named]).role).toBe(role)
      }),
    )
  })

  it("A4: managers and the owner give and take, nobody above their own role", () => {
    fc.assert(
      fc.property(roles, grantedRoles, (role, granted) => {
        const may = mayGrant(role, granted)
        expect(may).toBe(role === "manager" || role === "owner")
        if (may) expect(atLeast(role, granted)).toBe(true)
      }),
    )
  })

  it("A5: a stronger role does all that a weaker one does; nobody does nothing", () => {
    fc.assert(
      fc.property(roles, fc.constantFrom(...ROLES), fc.constantFrom(...ROLES), (role, weak, strong) => {
        fc.pre(ROLES.indexOf(weak) <= ROLES.indexOf(strong))
        if (atLeast(role, strong)) expect(atLeast(role, weak)).toBe(true)
        expect(atLeast(undefined, weak)).toBe(false)
      }),
    )
    expect(ROLES.filter(mayEdit)).toEqual(["editor", "manager", "owner"])
  })
})
