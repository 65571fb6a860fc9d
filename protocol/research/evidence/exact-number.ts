/** An exact number: a fraction of integers; the denominator is above 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

/** Maximum digits of a number, and the largest exponent. A longer one is not read. */
const maxDigits = 60;

const written = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The number that the text is, such as `-13.9` or `1.2e9`; null if it is none, or is too long. */
export function exactNumber(text: string): Exact | null {
  if (text.length > 2 * maxDigits) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = written.exec(text) ?? [];
  const power = Number(exponent) - fraction.length;
  if (whole === "" || whole.length + fraction.length > maxDigits) return null;
  if (Math.abs(power) > maxDigits) return null;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return power < 0
    ? { n: digits, d: powerOfTen(-power) }
    : { n: digits * powerOfTen(power), d: 1n };
}

/** An integer as an exact number. */
export const integer = (value: number): Exact => ({ n: BigInt(value), d: 1n });

/** The decimals of a decimal number as it is written. */
export const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0;

/** 10 to the power of `exponent`, which may be negative. */
export const tenTo = (exponent: number): Exact =>
  exponent < 0 ? { n: 1n, d: powerOfTen(-exponent) } : { n: powerOfTen(exponent), d: 1n };

/** The sum. */
export const sum = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
/** The difference. */
export const difference = (a: Exact, b: Exact): Exact => sum(a, { n: -b.n, d: b.d });
/** The product. */
export const product = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d });

/** The quotient; null for a division by 0. */
export function quotient(a: Exact, b: Exact): Exact | null {
  if (b.n === 0n) return null;
  return b.n < 0n ? { n: -a.n * b.d, d: -b.n * a.d } : { n: a.n * b.d, d: a.d * b.n };
}

/** True if both are the same number. */
export const equal = (a: Exact, b: Exact): boolean => a.n * b.d === b.n * a.d;

/** The number without its sign. */
export const magnitude = (a: Exact): Exact => a.n < 0n ? { n: -a.n, d: a.d } : a;

/** The share of a number, one in `coarsest`, that rounding may change. */
const coarsest = 20n;

/**
 * True if `rounded`, which has this many decimals, is `value` after rounding: a value halfway may be rounded up or down.
 * False where rounding changes the value by more than a twentieth, such as 1.5 to 2: that is another number to a reader.
 */
export function isRounded(rounded: Exact, value: Exact, decimals: number): boolean {
  const off = magnitude(difference(rounded, value));
  const scale = powerOfTen(decimals);
  const near = off.n * 2n * scale <= off.d;
  const size = magnitude(value);
  return near && off.n * coarsest * size.d <= size.n * off.d;
}

/** The number with at most `decimals` decimals, rounded half away from zero, without trailing zeros. */
export function decimalText(value: Exact, decimals = 6): string {
  const { n, d } = magnitude(value);
  const scaled = (n * powerOfTen(decimals) * 2n + d) / (2n * d);
  const digits = scaled.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  const text = fraction === "" ? whole : `${whole}.${fraction}`;
  return value.n < 0n && scaled > 0n ? `-${text}` : text;
}

const powerOfTen = (exponent: number) => 10n ** BigInt(exponent);
