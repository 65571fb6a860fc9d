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
import { powerBetween, sameMeasure, type Unit, unitOf } from "../unit.ts";
import type { WrittenNumber } from "./read-numbers.ts";
import { knowsDirection, numberWords } from "./words.ts";

/** A number that a text may say. */
export interface Known {
  number: Exact;
  /** Null: it has none, or it is not known. */
  unit: Unit | null;
}

/** A proven figure as a known number; null for a value with too many digits. */
export function knownFigure({ value, unit }: Pick<Metric, "value" | "unit">): Known | null {
  const number = exactNumber(value);
  return number && { number, unit: unitOf(unit) };
}

/** True if the written number is the known one, rounded as it is written. Signs are compared only if one is written. */
export function saysNumber(written: WrittenNumber, { number, unit }: Known): boolean {
  const value = exactNumber(written.value);
  if (!value) return false;
  const decimals = decimalsOf(written.value);
  if (written.sign !== "" && (written.sign === "-") !== (number.n < 0n)) return false;
  const size = magnitude(number);
  return unitsOf(written, unit).some((wanted) => {
    const own = unit ?? wanted;
    return sameMeasure(own, wanted) &&
      isRounded(value, product(size, tenTo(powerBetween(own, wanted))), decimals);
  });
}

/** The units that a written number may be in. Without a unit it is in that of the known number, with its own scale. */
function unitsOf({ units, ten }: WrittenNumber, known: Unit | null): Unit[] {
  const scaled = (unit: Unit): Unit =>
    ten === 0
      ? unit
      : new Map([...unit].filter(([part]) => part !== "×10").concat([["×10", -ten]]));
  if (units.length > 0) return units.map((unit) => scaled(unitOf(unit)));
  return [scaled(known ?? new Map())];
}

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
