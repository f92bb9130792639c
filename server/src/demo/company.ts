import type { Standing } from "@sheaf/domain"

/** A small tea company with offices in Hangzhou and Rotterdam. Nobody in it is real. */
export const COMPANY = "子午茶业 Meridian Tea"
export const DEMO_PASSWORD = "tea for everybody"

export interface DemoPerson {
  readonly name: string
  readonly email: string
  readonly standing: Standing
  /** For the list of who can sign in. */
  readonly is: string
}

/** The first is the steward. Keys are how the documents name their writers. */
export const PEOPLE = {
  xiaowen: { name: "陈晓雯", email: "xiaowen@meridian.example", standing: "steward", is: "steward, runs the company" },
  emma: { name: "Emma Fischer", email: "emma@meridian.example", standing: "admin", is: "admin, operations" },
  xiaoming: { name: "王小明", email: "xiaoming@meridian.example", standing: "member", is: "engineering" },
  lina: { name: "李娜", email: "lina@meridian.example", standing: "member", is: "design" },
  james: { name: "James Okafor", email: "james@meridian.example", standing: "member", is: "customer care" },
  sofia: { name: "Sofia Rossi", email: "sofia@meridian.example", standing: "member", is: "marketing" },
  zhiyuan: { name: "林志远", email: "zhiyuan@meridian.example", standing: "member", is: "finance" },
  zhaolei: { name: "赵磊", email: "zhaolei@meridian.example", standing: "member", is: "buying" },
} as const satisfies Readonly<Record<string, DemoPerson>>

export type Who = keyof typeof PEOPLE
