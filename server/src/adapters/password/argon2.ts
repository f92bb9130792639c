import { argon2, randomBytes, timingSafeEqual } from "node:crypto"
import type { Passwords } from "../../ports/passwords.ts"

/** OWASP's password storage cheat sheet: argon2id with 19 MiB, 2 passes, 1 lane. About 25 ms, off the main thread. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32
const SALT_BYTES = 16

interface Parts {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly salt: Buffer
  readonly tag: Buffer
}

/** Hashes in the usual text form: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`, base64 without padding. */
export const argon2Passwords: Passwords = {
  async hash(password) {
    const salt = randomBytes(SALT_BYTES)
    const tag = await derive(password, { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES, salt })
    return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`
  },

  async verify(password, hash) {
    const parts = hash === undefined ? undefined : parse(hash)
    const tag = await derive(password, parts ?? NOBODYS)
    return parts !== undefined && tag.length === parts.tag.length && timingSafeEqual(tag, parts.tag)
  },
}

/** Stands in for an unknown account: the same work, and no password fits. */
const NOBODYS = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES, salt: Buffer.alloc(SALT_BYTES) }

function derive(password: string, { memory, passes, parallelism, salt }: Omit<Parts, "tag">): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      message: password.normalize("NFC"),
      nonce: salt,
      memory,
      passes,
      parallelism,
      tagLength: TAG_BYTES,
    }
    argon2("argon2id", options, (error, tag) => (error ? reject(error) : resolve(tag)))
  })
}

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parse(hash: string): Parts | undefined {
  const [, memory, passes, parallelism, salt, tag] = FORM.exec(hash) ?? []
  if (salt === undefined || tag === undefined) return undefined
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
    tag: Buffer.from(tag, "base64"),
  }
}

const unpadded = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "")
