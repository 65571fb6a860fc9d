import type { Metric } from "../phase.ts";
import { type CitedValue, citedValue } from "./cited-value.ts";
import { agreement } from "./compare.ts";
import { derive, type Input } from "./derive.ts";
import { contradicts, isOtherMargin } from "./field-meaning.ts";
import type { Figure } from "./figure.ts";
import type { Formula } from "./formula.ts";
import { mixProblem, orderProblem, repeated } from "./formula-meaning.ts";
import type { MentionsOf } from "./mentions.ts";
import { staleProblem } from "./stale-day.ts";
import { isOtherLength, isOtherPeriod } from "./period-of-value.ts";
import type { ResultOf } from "./tool-result.ts";
import { unitOf } from "./unit.ts";

/** What the figures of an answer are compared with. */
export interface Evidenced {
  resultOf: ResultOf;
  /** Finds mentions of the run's securities. */
  mentionsOf: MentionsOf;
}

/** A figure with its evidence: by its citation, otherwise by its derivation. */
export function evidenceOf(figure: Figure, from: Evidenced): Metric {
  const { name, value, unit, period, symbol } = figure;
  return { name, value, unit, period, symbol, ...proofOf(figure, from) };
}

type Proof = Omit<Metric, "name" | "value" | "unit" | "period" | "symbol">;

const unproven = (problem: string): Proof => ({
  ...{ evidence: "NONE", toolCallId: null, pointer: null, quoted: null, derivation: null, problem },
});

function proofOf(figure: Figure, from: Evidenced): Proof {
  const { source, derivation } = figure;
  if (!source && !derivation) return unproven("It cites no tool call.");
  const cited = source && citation(figure, from);
  return cited && (cited.evidence !== "NONE" || !derivation) ? cited : derived(figure, from);
}

function citation(figure: Figure, { resultOf, mentionsOf }: Evidenced): Proof {
  const { call: label, pointer } = figure.source ?? { call: "", pointer: "" };
  const call = resultOf(label);
  if (!call) return unproven(`There is no tool call ${label}.`);
  const { value, ...failed } = citedValue(call, pointer);
  const quoted = value ? value.text : "quoted" in failed ? failed.quoted : null;
  const place = { toolCallId: call.id, pointer, quoted, derivation: null };
  if (!value) return { ...place, evidence: "NONE", problem: failed.problem };
  const found = value.symbol === null ? [] : [value.symbol];
  const agreed = agreement(figure, { ...value, unit: unitOrNull(value) }, says(value));
  const problem = subjectProblem(figure, found, mentionsOf) ?? fieldProblem(figure, pointer) ??
    (typeof agreed === "string"
      ? staleProblem(figure.period, value.stale) ?? periodProblem(figure, value)
      : agreed.problem);
  return { ...place, evidence: problem === null ? agreed as "EXACT" : "NONE", problem };
}

const fieldProblem = ({ name }: Figure, pointer: string) =>
  contradicts(name, pointer) ? `The cited field ${pointer} is not what its name says.` : null;

function periodProblem({ period }: Figure, { days, frequency }: CitedValue): string | null {
  if (isOtherLength(period, frequency)) {
    return `The cited value is ${frequency}; the figure says ${period}.`;
  }
  return isOtherPeriod(period, days)
    ? `The cited value is of ${days.slice(0, 3).join(", ")}; the figure says ${period}.`
    : null;
}

const unitOrNull = ({ unit }: CitedValue) => unit === null ? null : unitOf(unit);

const says = ({ text, unit }: CitedValue) => `The result says ${`${text} ${unit ?? ""}`.trim()}`;

function derived(figure: Figure, { resultOf, mentionsOf }: Evidenced): Proof {
  const { derivation, ...made } = derive(figure, resultOf);
  if (!derivation || !("inputs" in made)) {
    return unproven(made.problem ?? "It has no derivation.");
  }
  const { inputs, formula } = made;
  const symbols = [...new Set(inputs.flatMap(({ symbol }) => symbol ?? []))];
  const problem = subjectProblem(figure, symbols, mentionsOf) ??
    mixProblem(figure.name, formula, symbols, mentionsOf(figure.name).length) ??
    formulaProblem(figure, formula, inputs) ?? timeProblem(figure, inputs);
  if (problem !== null) return unproven(problem);
  const toolCallId = derivation.inputs[0]?.toolCallId ?? null;
  return {
    evidence: "DERIVED",
    toolCallId,
    pointer: null,
    quoted: null,
    derivation,
    problem: null,
  };
}

/** Why a formula does not compute what the figure's name says. */
function formulaProblem(figure: Figure, formula: Formula, inputs: readonly Input[]): string | null {
  const copy = repeated(formula);
  const copied = inputs.find(({ name }) => name === copy?.name);
  if (copy?.isNegated) return "The formula only changes the sign of a value.";
  if (copied) return fieldProblem(figure, copied.pointer);
  if (isOtherMargin(figure.name, inputs.map(({ pointer }) => pointer))) {
    return "The formula does not use the amounts that its name says.";
  }
  return orderProblem(figure.name, formula, inputs);
}

/** Why the inputs are of another time than the figure says: one of them has to be of its time. */
function timeProblem(figure: Figure, inputs: readonly Input[]): string | null {
  const stale = inputs.map((input) => staleProblem(figure.period, input.stale))
    .find((problem) => problem !== null);
  const problems = inputs.map((input) => periodProblem(figure, input));
  const dated = inputs.flatMap(({ days, frequency }, i) =>
    days.length > 0 || frequency !== null ? [problems[i] ?? null] : []
  );
  return stale ?? (dated.length > 0 && !dated.includes(null) ? dated[0] ?? null : null);
}

/** Why the cited values are not about what the figure is about; null if they are. */
function subjectProblem(
  { name, symbol }: Figure,
  found: readonly string[],
  mentionsOf: MentionsOf,
): string | null {
  const about = found.join(" and ");
  if (symbol !== null && !found.includes(symbol)) {
    return found.length === 0
      ? `The result does not say that its value is about ${symbol}.`
      : `The cited value is about ${about}, not ${symbol}.`;
  }
  if (symbol === null && found.length === 1) {
    return `The cited value is about ${about}; the figure names no symbol.`;
  }
  const other = mentionsOf(name).find((s) => !found.includes(s));
  return other === undefined
    ? null
    : `Its name mentions ${other}; the cited value is about ${about || "no symbol"}.`;
}
