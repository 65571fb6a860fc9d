/** The value of a field that is null for a principal without a scope. Throws an error that names the scope. */
export function readable<T>(value: T | null | undefined, scope: string): T {
  if (value != null) return value;
  throw new Error(`the token needs the scope ${scope}, see \`viewer\``);
}
