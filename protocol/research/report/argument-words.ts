/** Limit on the shown arguments, UTF-16 units. */
const maxLength = 160;

/** The arguments of a tool call in words: `symbol NVDA, period type quarterly`. Empty without any. */
export function argumentWords(args: unknown): string {
  const given = Object.entries(typeof args === "object" && args !== null ? args : {})
    .map(([key, value]) => `${wordsOf(key)} ${valueOf(value)}`)
    .join(", ");
  return given.length > maxLength ? `${given.slice(0, maxLength).toWellFormed()}…` : given;
}

/** `periodType` and `period_type` as words. */
const wordsOf = (key: string) =>
  key.replace(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();

function valueOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(valueOf).join(" ");
  return JSON.stringify(value) ?? "";
}
