/** How figures and dates are written in one language. */
export interface NumberFormats {
  /** A decimal number, with all its decimals. */
  decimal(value: string): string;
  /** A number in a unit or currency, rounded for a reader. */
  amount(value: number, unit: string): string;
  /** The same next to an axis: with no more digits than needed. */
  tick(value: number, unit: string): string;
  /** A signed percentage. */
  change(percent: number): string;
  /** A day, with its year when its time span is long. */
  day(at: number, spanMs?: number): string;
  /** A day and a time, in UTC. */
  instant(at: Date): string;
}

const yearMs = 365 * 24 * 60 * 60_000;

/** The formats of a language, BCP 47. */
export function numberFormats(language: string): NumberFormats {
  const day = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  const near = day({ day: "numeric", month: "short" });
  const far = day({ month: "short", year: "numeric" });
  const instant = day({ dateStyle: "long", timeStyle: "short" });
  const signed = new Intl.NumberFormat(language, {
    signDisplay: "exceptZero",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    decimal: (value) => {
      const digits = value.split(".")[1]?.length ?? 0;
      const format = new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
      return format.format(value as Intl.StringNumericLiteral);
    },
    amount: (value, unit) => amount(language, value, unit, Math.abs(value) >= 1_000 ? 0 : 2),
    tick: (value, unit) => amount(language, value, unit, Number.isInteger(value) ? 0 : 2),
    change: (percent) => `${signed.format(percent)} %`,
    day: (at, spanMs = 0) => (spanMs > yearMs ? far : near).format(at),
    instant: (at) => `${instant.format(at)} UTC`,
  };
}

function amount(language: string, value: number, unit: string, digits: number): string {
  const rounded = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  if (/^[A-Z]{3}$/.test(unit)) {
    const currency = { style: "currency", currency: unit, ...rounded } as const;
    return new Intl.NumberFormat(language, currency).format(value);
  }
  return `${new Intl.NumberFormat(language, rounded).format(value)} ${unit}`.trim();
}
