import type { Derivation } from "../phase.ts";
import { type CitedValue, citedValue } from "./cited-value.ts";
import { agreement, numberIn } from "./compare.ts";
import { evaluate, FormulaFault, type Quantity } from "./evaluate.ts";
import { equal, integer, product, sum } from "./exact-number.ts";
import { type Figure, hasFewInputs } from "./figure.ts";
import { type Formula, readFormula } from "./formula.ts";
import type { ResultOf } from "./tool-result.ts";
import { type Unit, unitOf } from "./unit.ts";

/** The derivation of a figure with the symbols of its inputs; `problem`: why it does not prove the figure. */
export type Derived =
  | { derivation: Derivation; inputs: Input[]; formula: Formula; problem: null }
  | { derivation: null; problem: string };

/** A value that a formula names. */
export type Input = CitedValue & { name: string };

/** Computes a figure from the values that its derivation cites. */
export function derive(figure: Figure, resultOf: ResultOf): Derived {
  const { derivation } = figure;
  if (!derivation) return { derivation: null, problem: "It has no derivation." };
  const inputs = inputsOf(derivation, resultOf);
  const formula = readFormula(derivation.formula);
  const problem = typeof inputs === "string"
    ? inputs
    : typeof formula === "string"
    ? formula
    : problemOf(figure, formula, inputs);
  if (problem !== null || typeof inputs === "string" || typeof formula === "string") {
    return { derivation: null, problem: `${problem}` };
  }
  const cited = inputs.map(({ name, call, pointer, text: quoted }) => ({
    ...{ name, pointer, quoted, toolCallId: call.id },
  }));
  const made = { formula: derivation.formula, inputs: cited };
  return { derivation: made, inputs, formula, problem: null };
}

/** The values of the inputs; a sentence that says why one has none. */
function inputsOf(
  derivation: NonNullable<Figure["derivation"]>,
  resultOf: ResultOf,
): Input[] | string {
  if (!hasFewInputs(derivation)) return "A derivation has 1 to 8 inputs.";
  const inputs: Input[] = [];
  for (const { name, call: label, pointer } of derivation.inputs) {
    const call = resultOf(label);
    if (!call) return `There is no tool call ${label}.`;
    const cited = citedValue(call, pointer);
    if (!cited.value) return `${name}: ${cited.problem}`;
    inputs.push({ ...cited.value, name });
  }
  const places = new Set(inputs.map(({ call, pointer }) => `${call.id} ${pointer}`));
  if (places.size < inputs.length) return "The derivation cites one value twice.";
  const names = new Set(inputs.map(({ name }) => name));
  return names.size < inputs.length ? "Two inputs of the derivation have one name." : inputs;
}

function problemOf(figure: Figure, formula: Formula, inputs: readonly Input[]): string | null {
  const values = new Map(inputs.map((input) => [input.name, quantityOf(input)]));
  try {
    const computed = evaluate(formula, values);
    const result = { ...computed, unit: withoutShares(computed.unit) };
    const idle = inputs.find(({ name }) => !matters(formula, values, name, result));
    if (idle) return `The result of the formula does not depend on ${idle.name}.`;
    const agreed = agreement(figure, result, `The formula gives ${numberIn(figure, result)}`);
    return typeof agreed === "string" ? null : agreed.problem;
  } catch (error) {
    if (error instanceof FormulaFault) return error.message;
    throw error;
  }
}

/** A price is that of one share, and an amount for each share is in its currency: in both, shares are a count. */
const withoutShares = (unit: Unit): Unit =>
  [...unit.keys()].some((part) => part !== "share" && part !== "×100" && part !== "×10")
    ? new Map([...unit].filter(([part]) => part !== "share"))
    : unit;

const quantityOf = ({ number, unit }: Input): Quantity => ({
  number,
  unit: unitOf(unit),
  isRatio: unit === "ratio",
});

/** True if the result changes with the value of an input. */
function matters(
  formula: Formula,
  values: ReadonlyMap<string, Quantity>,
  name: string,
  { number: before }: Quantity,
): boolean {
  const value = values.get(name);
  if (!value) return false;
  const number = sum(product(value.number, { n: 8n, d: 7n }), integer(1));
  try {
    const changed = evaluate(formula, new Map([...values, [name, { ...value, number }]]));
    return !equal(changed.number, before);
  } catch (error) {
    if (error instanceof FormulaFault) return true;
    throw error;
  }
}
