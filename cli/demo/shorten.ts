/** A value in one line of at most `max` characters. */
export function short(value: unknown, max = 72): string {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= max ? line : `${line.slice(0, max - 3)}...`;
}

/** The result of a tool call in one line; a price as symbol, amount and currency. */
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
