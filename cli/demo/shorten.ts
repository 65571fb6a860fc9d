/** A value in one line of at most so many characters. */
export function short(value: unknown, most = 72): string {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 3)}...`;
}

/** What a tool gave, in short: a price where it is one. */
export function shortResult(result: string | null | undefined): string {
  const { symbol, price, currency, sample } = parsed(result ?? "");
  if (typeof price !== "number") return short(result ?? "nothing");
  return `${symbol} ${price} ${currency}${sample === true ? " (sample)" : ""}`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** `1 model call`, `2 model calls`. */
export function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
