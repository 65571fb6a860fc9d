type Keys<U> = U extends unknown ? keyof U : never;
type ValueAt<U, K> = U extends unknown ? K extends keyof U ? U[K] : never : never;

/** One object type of a union: a field that only some members have is optional. */
export type Flat<U> =
  & { [K in keyof U]: U[K] }
  & { [K in Exclude<Keys<U>, keyof U>]?: ValueAt<U, K> | undefined };
