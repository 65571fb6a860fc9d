import type { ReportWords } from "./report-words.ts";
import { scaledValue } from "./scaled-value.ts";

/** How figures and dates are written in one language. */
export interface NumberFormats {
  /** A decimal number with all its digits. */
  decimal(value: string): string;
  /** A figure as a person writes it: rounded for a reader, in its scale and with its unit. */
  figure(value: string, unit: string | null): string;
  /** A value of a series in its unit. */
  amount(value: number, unit: string): string;
  /** Values next to an axis: all with the same decimals. */
  ticks(values: readonly number[], unit: string): string[];
  /** A signed percentage. */
  change(percent: number): string;
  /** A day with its year. */
  day(at: number): string;
  /** A span of days, with its year. */
  days(from: number, to: number): string;
  /** A day next to an axis whose time span has these ends: without its year only if the whole span is in it. */
  dayIn(at: number, span: readonly [number, number]): string;
  /** A day and a time, in UTC. */
  instant(at: Date): string;
}

/** Days after which an axis names months. */
const longSpanMs = 300 * 24 * 60 * 60_000;
/** A no-break space, so that a number stays with its unit. */
const nbsp = "\u00a0";

/** The formats of a language, BCP 47, with the names of units; English for a language that Intl does not know. */
export function numberFormats(language: string, { units }: ReportWords): NumberFormats {
  const known = knownLanguage(language);
  const dates = dateFormats(known);
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(known, options);
  const signed = number({ signDisplay: "exceptZero", ...fixed(1) });
  const withUnit = (text: string, unit: string | null) =>
    unit === null || unit === ""
      ? text
      : `${text}${nbsp}${(Object.hasOwn(units, unit) ? units[unit] : null) ?? unit}`;
  const figure = (value: string, unit: string | null) => {
    const scaled = scaledValue(value, unit);
    const options = readable(scaled.value, scaled.unit);
    return withUnit(number(options).format(literal(scaled.value)), scaled.unit);
  };
  return {
    decimal: (value) => number(fixed(value.split(".")[1]?.length ?? 0)).format(literal(value)),
    figure,
    amount: (value, unit) => figure(plain(value), unit),
    ticks: (values, unit) => {
      const largest = Math.max(...values.map(Math.abs));
      const options = largest >= 1e6
        ? { notation: "compact", maximumSignificantDigits: 4 } as const
        : fixed(decimalsOf(values));
      const suffix = unit === "%" ? "%" : null;
      return values.map((value) => withUnit(number(options).format(value), suffix));
    },
    change: (percent) => `${signed.format(percent)}${nbsp}%`,
    ...dates,
  };
}

/** The language if Intl has its formats, otherwise English. */
function knownLanguage(language: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

function dateFormats(language: string) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  const day = format({ dateStyle: "medium" });
  const near = format({ day: "numeric", month: "short" });
  const far = format({ month: "short", year: "numeric" });
  const instant = format({ dateStyle: "long", timeStyle: "short" });
  const year = (at: number) => new Date(at).getUTCFullYear();
  return {
    day: (at: number) => day.format(at),
    days: (from: number, to: number) => day.formatRange(from, to),
    dayIn: (at: number, [from, to]: readonly [number, number]) =>
      (to - from > longSpanMs ? far : year(from) === year(to) ? near : day).format(at),
    instant: (at: Date) => `${instant.format(at)} UTC`,
  };
}

/** The digits of a figure: those that a person would write. */
function readable(value: string, unit: string | null): Intl.NumberFormatOptions {
  const size = Math.abs(Number(value));
  if (size >= 1e6) {
    return { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 4 };
  }
  const written = value.split(".")[1]?.length ?? 0;
  if (unit === "%") return upTo(written, size >= 10 ? 1 : 2, size);
  const least = leastDecimals(unit);
  if (least === null) return upTo(written, 2, size);
  // A price has the decimals of its currency, a small one also those that were written.
  const fewest = written === 0 && size >= 1_000 ? 0 : least;
  return upTo(Math.max(written, fewest), size >= 10 ? 2 : 4, size, fewest);
}

/** At most so many of the written decimals; a number below one keeps three digits that say something. */
function upTo(
  written: number,
  most: number,
  size: number,
  fewest = written,
): Intl.NumberFormatOptions {
  const leading = size > 0 && size < 1 ? Math.floor(-Math.log10(size)) : 0;
  const decimals = Math.min(written, size < 1 ? Math.max(most, leading + 3) : most, 18);
  return { minimumFractionDigits: Math.min(fewest, decimals), maximumFractionDigits: decimals };
}

/** The decimals of a price in a currency; null if the unit is none. */
function leastDecimals(unit: string | null): number | null {
  if (unit === null || !/^[A-Z]{3}$/.test(unit)) return null;
  const currency = new Intl.NumberFormat("en", { style: "currency", currency: unit });
  return currency.resolvedOptions().minimumFractionDigits ?? 2;
}

/** The fewest decimals with which none of the values is rounded, at most six. */
function decimalsOf(values: readonly number[]): number {
  const enough = (digits: number) =>
    values.every((v) => Math.abs(Number(v.toFixed(digits)) - v) < 1e-9);
  return [0, 1, 2, 3, 4, 5].find(enough) ?? 6;
}

const fixed = (digits: number) => ({
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
});
const literal = (value: string) => value as Intl.StringNumericLiteral;

/** A number without an exponent. */
const plain = (value: number) =>
  /e/.test(String(value)) ? value.toFixed(18).replace(/\.?0+$/, "") : String(value);
