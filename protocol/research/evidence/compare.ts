import {
  decimalsOf,
  decimalText,
  equal,
  type Exact,
  exactNumber,
  isRounded,
  product,
  tenTo,
} from "./exact-number.ts";
import type { Figure } from "./figure.ts";
import { powerBetween, sameMeasure, sameUnit, type Unit, unitOf } from "./unit.ts";

/** A number with its unit; `unit` null: it is not known. */
export interface Given {
  number: Exact;
  unit: Unit | null;
}

/** How a figure agrees with a number. `problem`: why it does not. */
export type Agreement = "EXACT" | "ROUNDED" | { problem: string };

/** Compares a figure with a number. `says`: how the sentence about a difference begins, such as "The result says 190.3 USD". */
export function agreement(
  figure: Pick<Figure, "value" | "unit">,
  given: Given,
  says: string,
): Agreement {
  const stated = exactNumber(figure.value);
  if (!stated) return { problem: "The value has too many digits." };
  const unit = unitOf(figure.unit);
  if (given.unit === null && unit.size > 0) {
    return { problem: `The result does not say the unit; the figure says ${figure.unit}.` };
  }
  const ownUnit = given.unit ?? unit;
  const not = { problem: `${says}, not ${figureText(figure)}.` };
  if (!sameMeasure(ownUnit, unit)) return not;
  const number = product(given.number, tenTo(powerBetween(ownUnit, unit)));
  if (sameUnit(ownUnit, unit) && equal(number, stated)) return "EXACT";
  return isRounded(stated, number, decimalsOf(figure.value)) ? "ROUNDED" : not;
}

/** A figure's value with its unit, as it is written. */
export const figureText = ({ value, unit }: Pick<Figure, "value" | "unit">): string =>
  unit === null ? value : `${value} ${unit}`;

/** A number in the unit of a figure, for a sentence; without a unit if it cannot be converted. */
export function numberIn(figure: Pick<Figure, "unit">, { number, unit }: Given): string {
  const wanted = unitOf(figure.unit);
  if (!unit || !sameMeasure(unit, wanted)) return decimalText(number);
  const converted = product(number, tenTo(powerBetween(unit, wanted)));
  return `${decimalText(converted)} ${figure.unit ?? ""}`.trim();
}
