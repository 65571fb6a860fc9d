/**
 * A unit as powers of its parts. The parts `×100` and `×10` say how its number is written: a percentage is a ratio
 * whose number is a hundred times as large, one in GBp a hundred times that in GBP, one in billions has `×10` to the
 * power -9. Without parts: a number without a unit.
 */
export type Unit = ReadonlyMap<string, number>;

/** The unit of numbers without one. */
export const noUnit: Unit = new Map();

/** Minor units, in which some exchanges quote: the currency of which each is a hundredth. */
const minorUnits: Record<string, string> = {
  GBp: "GBP",
  GBX: "GBP",
  GBx: "GBP",
  pence: "GBP",
  ZAc: "ZAR",
  ZAC: "ZAR",
  ILA: "ILS",
  ILa: "ILS",
};

const withoutUnit = /^(x|times|ratio|multiple|fold|points?|index points?|-|none)?$/i;
const percent =
  /^(%|percents?|per cent|pct|pp|percentage points?|prozent|prozentpunkte?|pour ?cent|points? de pourcentage)$/i;
const basisPoints = /^(bps?|basis points?)$/i;

/** Signs and words of currencies in the unit of a figure. */
const signs: Record<string, string> = {
  "$": "USD",
  "US$": "USD",
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "¥": "JPY",
};

/** Words of scales, with the power of ten. German `Billion` has no entry here: its English meaning is a thousandth. */
const scales: Record<string, number> = {
  ...{ k: 3, thousand: 3, thousands: 3, tsd: 3, tausend: 3, mille: 3 },
  ...{ m: 6, mn: 6, mio: 6, mln: 6, million: 6, millions: 6, millionen: 6 },
  ...{ b: 9, bn: 9, billion: 9, billions: 9, mrd: 9, md: 9, mds: 9, milliarde: 9, milliarden: 9 },
  ...{ milliard: 9, milliards: 9 },
  ...{ t: 12, tn: 12, trn: 12, trillion: 12, trillions: 12, billionen: 12 },
};

/** The power of ten of a word of a scale, such as 9 for `Milliarden`; 0 for any other word. */
export const scaleOf = (word: string): number =>
  ownOf(scales, word.toLowerCase().replace(/\.$/, "")) ?? 0;

/** The entry of a table: a model's word may be the name of an inherited property, such as `constructor`. */
const ownOf = <T>(table: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const perShare = /\s*(\/|per|a|je|par)\s*(share|aktie|action)$/i;

/** A currency and a scale in one word, such as `$bn`. */
const joined = /^(US\$|[$€£]|[A-Z]{3})(k|mn?|bn?|tn?)$/;

/** The unit that a text names; null means none. Unknown words are a unit of their own. */
export function unitOf(text: string | null): Unit {
  const words = (text ?? "").trim().replace(perShare, "").replace(joined, "$1 $2").split(
    /[\s\u00a0\u202f]+/,
  ).slice(0, 6);
  const scale = words.map(scaleOf);
  const rest = words.filter((_, i) => scale[i] === 0).join(" ");
  const ten = scale.reduce((a, b) => a + b, 0);
  return unitFrom([...baseOf(rest), ...(ten === 0 ? [] : [["×10", -ten] as const])]);
}

function baseOf(text: string): (readonly [string, number])[] {
  if (withoutUnit.test(text)) return [];
  if (percent.test(text)) return [["×100", 1]];
  if (basisPoints.test(text)) return [["×100", 2]];
  const major = ownOf(minorUnits, text);
  if (major) return [[major, 1], ["×100", 1]];
  const sign = ownOf(signs, text);
  if (sign) return [[sign, 1]];
  return [[/^[A-Z]{3}$/.test(text) ? text : wordOf(text), 1]];
}

/** A word as a part of a unit: never one of the parts that say how a number is written. */
const wordOf = (text: string) => text.toLowerCase().replace(/s$/, "").replaceAll("×", "x");

/** The product of two units; with `power` -1 their quotient. */
export function unitTimes(a: Unit, b: Unit, power: 1 | -1 = 1): Unit {
  return unitFrom([...a, ...[...b].map(([part, p]) => [part, p * power] as const)]);
}

function unitFrom(parts: readonly (readonly [string, number])[]): Unit {
  const unit = new Map<string, number>();
  for (const [part, power] of parts) unit.set(part, (unit.get(part) ?? 0) + power);
  return new Map([...unit].filter(([, power]) => power !== 0).sort(([a], [b]) => a < b ? -1 : 1));
}

/** True if both are the same unit, written alike. */
export const sameUnit = (a: Unit, b: Unit): boolean => textOfUnit(a) === textOfUnit(b);

/** True if numbers in one unit can be converted to the other: only hundreds and powers of ten differ. */
export const sameMeasure = (a: Unit, b: Unit): boolean => measureText(a) === measureText(b);

/** A unit without hundreds and powers of ten, as text. */
export const measureText = (unit: Unit): string => textOfUnit(measureOf(unit));

const measureOf = (unit: Unit): Unit =>
  new Map([...unit].filter(([part]) => part !== "×100" && part !== "×10"));

/** The power of ten by which a number in unit `a` is multiplied for unit `b`. */
export const powerBetween = (a: Unit, b: Unit): number =>
  2 * ((b.get("×100") ?? 0) - (a.get("×100") ?? 0)) + (b.get("×10") ?? 0) -
  (a.get("×10") ?? 0);

const textOfUnit = (unit: Unit) => JSON.stringify([...unit]);
