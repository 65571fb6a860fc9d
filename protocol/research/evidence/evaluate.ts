import {
  difference,
  type Exact,
  exactNumber,
  integer,
  product,
  quotient,
  sum,
} from "./exact-number.ts";
import { type Formula, namesIn } from "./formula.ts";
import { noUnit, sameUnit, type Unit, unitTimes } from "./unit.ts";

/** A number with its unit. */
export interface Quantity {
  number: Exact;
  unit: Unit;
  /** True for a value that its source calls a ratio: 1 may be subtracted from it, as from no multiple. */
  isRatio?: boolean;
}

/** Values of the names of a formula. */
export type Values = ReadonlyMap<string, Quantity>;

/** A formula that has no value, or none with a meaning. */
export class FormulaFault extends Error {}

/**
 * The value of a formula. Constants are part of the notation, not of the value: 100 turns a ratio into a percentage or
 * back, 1000, 1e6 and 1e9 turn units into thousands, millions and billions, 1 is what a ratio is compared with, and the
 * number of values divides their sum. So no constant can move a figure. Throws FormulaFault.
 */
export function evaluate(formula: Formula, values: Values): Quantity {
  switch (formula.op) {
    case "name":
      return values.get(formula.name) ??
        fault(`The formula uses ${formula.name}, which is no input.`);
    case "constant":
      return notation(formula.value);
    case "negative": {
      const { number, unit } = evaluate(formula.of, values);
      return { number: { n: -number.n, d: number.d }, unit };
    }
    case "+":
    case "-":
      return added(formula, values);
    case "*": {
      const [a, b] = both(formula, values);
      return { number: product(a.number, b.number), unit: unitTimes(a.unit, b.unit) };
    }
    case "/":
      return divided(formula, values);
  }
}

type Operation = Extract<Formula, { left: Formula }>;

function both({ left, right }: Operation, values: Values): [Quantity, Quantity] {
  if (namesIn(left).length + namesIn(right).length === 0) {
    return fault("The formula computes with constants alone.");
  }
  return [evaluate(left, values), evaluate(right, values)];
}

function added(formula: Operation, values: Values): Quantity {
  const [a, b] = both(formula, values);
  requireComparison(formula, values);
  if (!sameUnit(a.unit, b.unit)) return fault("The formula adds or subtracts different units.");
  const add = formula.op === "+" ? sum : difference;
  return { number: add(a.number, b.number), unit: a.unit };
}

function divided(formula: Operation, values: Values): Quantity {
  const { left, right } = formula;
  const count = right.op === "constant" ? terms(left) : 0;
  const isMean = count > 1 && right.op === "constant" && right.value === count;
  const [a, b] = isMean
    ? [evaluate(left, values), { number: integer(count), unit: noUnit }]
    : both(formula, values);
  const number = quotient(a.number, b.number) ?? fault("The formula divides by 0.");
  return { number, unit: unitTimes(a.unit, b.unit, -1) };
}

/** How many distinct inputs a sum has; 0 if it is anything else. */
function terms(formula: Formula): number {
  const names = namesIn(formula);
  const isSum = (part: Formula): boolean =>
    part.op === "name" || (part.op === "+" && isSum(part.left) && isSum(part.right));
  return isSum(formula) && new Set(names).size === names.length ? names.length : 0;
}

/** A constant in a sum is what a ratio is compared with: `a / b - 1`, `1 - a`, `100 - a`. */
function requireComparison({ op, left, right }: Operation, values: Values): void {
  const constant = [left, right].find((part) => part.op === "constant");
  if (!constant) return;
  const other = constant === left ? right : left;
  if (op !== "-" || containsComparison(other) || !isComparable(other, values)) {
    fault("The formula adds or subtracts a constant.");
  }
}

/** A price or a multiple alone is compared with no constant: that would only move its number. */
function isComparable(formula: Formula, values: Values): boolean {
  const value = formula.op === "name" ? values.get(formula.name) : undefined;
  return !value || value.isRatio === true || value.unit.has("×100");
}

function containsComparison(formula: Formula): boolean {
  if (formula.op === "negative") return containsComparison(formula.of);
  if (!("left" in formula)) return false;
  const isSum = formula.op === "+" || formula.op === "-";
  const own = isSum && [formula.left, formula.right].some((part) => part.op === "constant");
  return own || containsComparison(formula.left) || containsComparison(formula.right);
}

const notations: Record<string, Unit> = {
  "1": noUnit,
  "100": new Map([["×100", 1]]),
  "1000": new Map([["×10", 3]]),
  "1000000": new Map([["×10", 6]]),
  "1000000000": new Map([["×10", 9]]),
};

function notation(value: number): Quantity {
  const unit = notations[String(value)];
  const number = exactNumber(String(value));
  return unit && number ? { number, unit } : fault(`The formula contains the number ${value}.`);
}

function fault(message: string): never {
  throw new FormulaFault(message);
}
