/** A browser's storage for a test: empty, and its keys are its properties, as in browsers. */
export function shelf(): Storage {
  const kept = new Map<string, string>()
  const methods: Record<string, unknown> = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
  return new Proxy(
    {},
    {
      get: (_, name) => methods[String(name)],
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, key) => ({ value: kept.get(String(key)), enumerable: true, configurable: true }),
    },
  ) as unknown as Storage
}
