declare const brand: unique symbol

/** A value of type `T` that only `Name`'s own parser may make: two ids of different things never mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
