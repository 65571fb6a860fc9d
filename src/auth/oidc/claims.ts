/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/** A claim by its name, or by a JSON pointer, which starts with `/`; undefined where there is none. */
export function claimOf(claims: Claims, claim: string): unknown {
  const names = claim.startsWith("/") ? claim.slice(1).split("/").map(unescaped) : [claim];
  return names.reduce<unknown>((value, name) => memberOf(value, name), claims);
}

function memberOf(value: unknown, name: string): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? (value as Claims)[name] : undefined;
}

const unescaped = (name: string) => name.replaceAll("~1", "/").replaceAll("~0", "~");

/** The claim as text; null where it is something else. */
export function textOf(claims: Claims, claim: string): string | null {
  const value = claimOf(claims, claim);
  return typeof value === "string" ? value : null;
}

/** The texts of a claim that is a text or a list; empty where it is something else, or `claim` is null. */
export function textsOf(claims: Claims, claim: string | null): string[] {
  if (claim === null) return [];
  const value = claimOf(claims, claim);
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}
