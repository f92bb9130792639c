import type { PersonId } from "@sheaf/domain"
import { type Call, type Person, routes } from "@sheaf/wire"
import type { CallApi } from "../net/api.ts"
import { Listing } from "./listing.ts"

export type NewPerson = Call<typeof routes.addPerson>["body"]
export type PersonChange = Call<typeof routes.changePerson>["body"]

/** Everybody in the organisation. Hundreds, not millions: one list that is searched in the page. */
export class People {
  readonly list: Listing<Person>
  readonly #call: CallApi

  constructor(call: CallApi) {
    this.#call = call
    this.list = new Listing(async () => (await call(routes.people)).people)
  }

  refresh(): void {
    void this.list.refresh()
  }

  async add(person: NewPerson): Promise<Person> {
    const added = (await this.#call(routes.addPerson, { body: person })).person
    this.refresh()
    return added
  }

  async change(id: PersonId, change: PersonChange): Promise<Person> {
    const { person } = await this.#call(routes.changePerson, { params: { id }, body: change })
    this.list.change(people => people.map(old => (old.id === id ? person : old)))
    return person
  }
}

/** Whether a person is meant by what was typed: part of the name or the address. */
export function matches(person: Pick<Person, "name" | "email">, typed: string): boolean {
  const sought = typed.trim().toLocaleLowerCase()
  return person.name.toLocaleLowerCase().includes(sought) || person.email.includes(sought)
}
