import type { Metric } from "../../phase.ts";
import {
  decimalsOf,
  type Exact,
  exactNumber,
  isRounded,
  magnitude,
  product,
  tenTo,
} from "../exact-number.ts";
import { measureText, noUnit, powerBetween, type Unit, unitOf } from "../unit.ts";
import type { WrittenNumber } from "./read-numbers.ts";
import { knowsDirection, numberWords } from "./words.ts";

/** A number that a text may say. */
export interface Known {
  /** Without its sign. */
  size: Exact;
  /** The same, nearly. */
  about: number;
  isNegative: boolean;
  /** Null: it has none, or it is not known. */
  unit: Unit | null;
  /** The unit without hundreds and powers of ten, as text. */
  measure: string;
}

/** A known number. */
export const knownNumber = (number: Exact, unit: Unit | null): Known => ({
  size: magnitude(number),
  about: Math.abs(Number(number.n) / Number(number.d)),
  isNegative: number.n < 0n,
  unit,
  measure: measureText(unit ?? noUnit),
});

/** A proven figure as a known number; null for a value with too many digits. */
export function knownFigure({ value, unit }: Pick<Metric, "value" | "unit">): Known | null {
  const number = exactNumber(value);
  return number && knownNumber(number, unitOf(unit));
}

/** Creates a test whether a known number is the written one, rounded as it is written. Signs are compared only if one is written. */
export function saysNumber(written: WrittenNumber): (known: Known) => boolean {
  const value = exactNumber(written.value);
  if (!value) return () => false;
  const decimals = decimalsOf(written.value);
  const wanted = written.units.map((text) => unitOf(text))
    .map((unit) => ({ unit: scaled(unit, written.ten), measure: measureText(unit) }));
  const near = Number(written.value);
  const isAt = ({ size, about }: Known, from: Unit, to: Unit) => {
    const power = powerBetween(from, to);
    // Exact arithmetic is slow, and most numbers are far apart.
    const expected = about * 10 ** power;
    return Math.abs(expected - near) <= 0.06 * expected &&
      isRounded(value, product(size, tenTo(power)), decimals);
  };
  return (known) => {
    const { isNegative, unit, measure } = known;
    if (written.sign !== "" && (written.sign === "-") !== isNegative) return false;
    // Without a unit it is in that of the known number, with its own scale.
    if (wanted.length === 0) {
      return isAt(known, unit ?? noUnit, scaled(unit ?? noUnit, written.ten));
    }
    return wanted.some((to) =>
      unit === null
        ? !to.unit.has("×100") && isAt(known, noUnit, scaled(noUnit, written.ten))
        : to.measure === measure && isAt(known, unit, to.unit)
    );
  };
}

/** The unit with this scale in place of its own. */
const scaled = (unit: Unit, ten: number): Unit =>
  ten === 0 ? unit : new Map([...unit].filter(([part]) => part !== "×10").concat([["×10", -ten]]));

/** Words that say in which direction a value moved. */
export interface Direction {
  fell: boolean;
  rose: boolean;
}

/** Finds the words of direction in a sentence; null for a language whose words are not known. */
export function directionReader(language: string): (sentence: string) => Direction | null {
  if (!knowsDirection(language)) return () => null;
  const { fell, rose } = numberWords(language);
  const starts = (words: readonly string[]) =>
    new RegExp(`(?<!\\p{L})(?:${words.join("|")})`, "iu");
  const [down, up] = [starts(fell), starts(rose)];
  return (sentence) => ({ fell: down.test(sentence), rose: up.test(sentence) });
}

const change =
  /change|growth|return|performance|upside|veränderung|wachstum|rendite|variation|évolution|croissance|rendement/i;

/** False if an unsigned number contradicts the sign of the figure: a fall without a word for it, or a rise called a fall. */
export function fitsDirection(
  { sign }: WrittenNumber,
  { name, value }: Pick<Metric, "name" | "value">,
  direction: Direction | null,
): boolean {
  if (sign !== "" || !direction) return true;
  if (value.startsWith("-")) return direction.fell;
  return !change.test(name) || !direction.fell || direction.rose;
}

const points = /^(pp|.*points?.*|.*prozentpunkte?)$/i;

/** False for percentage points of a percentage that is no difference, and for per cent of percentage points. */
export function fitsPoints(
  { units }: WrittenNumber,
  { unit, evidence }: Pick<Metric, "unit" | "evidence">,
): boolean {
  const isPoints = points.test(unit ?? "");
  if (units.includes("pp")) return isPoints || evidence === "DERIVED";
  return !units.includes("%") || !isPoints;
}
