const units = [["d", 86_400], ["h", 3_600], ["min", 60], ["s", 1]] as const;

/** A duration in its largest unit: `4 s`, `3 min`, `2 h`, `5 d`. Milliseconds below a second. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  for (const [unit, size] of units) {
    if (seconds >= size) {
      const value = seconds / size;
      return `${
        unit === "s" && value < 10 ? Math.round(value * 10) / 10 : Math.floor(value)
      } ${unit}`;
    }
  }
  return "0 s";
}

/** How long ago a time was, `now` if it was less than a second; `in 3 s` for a later one. */
export function timeSince(at: number, now: number): string {
  const ms = now - at;
  if (Math.abs(ms) < 1_000) return "now";
  const text = duration(Math.floor(Math.abs(ms) / 1_000) * 1_000);
  return ms > 0 ? `${text} ago` : `in ${text}`;
}

/** A cost in US dollars, with enough digits to differ from nothing; `–` without a price. */
export function cost(amount: string | number | null | undefined): string {
  if (amount === null || amount === undefined) return "–";
  const value = Number(amount);
  if (value === 0) return "$0";
  const digits = value >= 1 ? 2 : value >= 0.01 ? 3 : 5;
  return `$${value.toFixed(digits)}`;
}

/** A count with separators of thousands. */
export const count = (value: number): string => new Intl.NumberFormat().format(value);

/** A count with what is counted: `1 call`, `2 calls`. */
export const counted = (value: number, what: string): string =>
  `${count(value)} ${what}${value === 1 ? "" : "s"}`;
