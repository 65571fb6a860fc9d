import type { StoredMetric } from "../stored-run.ts";
import { isFigure, numbersIn, numbersOf } from "./numbers.ts";
import { byFaults, notApplicable, type Rule } from "./score.ts";

/** Each figure that cites a tool call is in that call's answer, and enough figures cite one. */
export const figures: Rule = ({ report }, { minFigures, figuresFromTools }) => {
  const metrics = report?.metrics ?? [];
  const cited = metrics.filter((m) => m.toolCall);
  const wrong = cited.filter((m) => !supported(m));
  const fewest = Math.ceil(metrics.length * figuresFromTools);
  const faults = [
    ...wrong.map(({ name, value, toolCall }) => `${name}: ${value} is not in ${toolCall?.name}`),
    ...(cited.length < fewest
      ? [`${cited.length} of ${metrics.length} figures cite a tool, ${fewest} should`]
      : []),
    ...(metrics.length < minFigures ? [`${metrics.length} figures, not ${minFigures}`] : []),
  ];
  return byFaults(
    "figures",
    Math.max(metrics.length, 1),
    faults,
    `${cited.length} are in their tool results`,
  );
};

function supported({ value, unit, toolCall }: StoredMetric): boolean {
  const { output, result } = toolCall ?? {};
  const known = output == null ? numbersIn(result ?? "") : numbersOf(output);
  return known.some((number) => isFigure(value, unit, number));
}

const enough = 0.9;

/** Decimal numbers in the text are figures of the report, or are in the text of earlier phases. */
export const prose: Rule = ({ report, phases }) => {
  const numbers = report?.sections.flatMap(({ text }) => decimalsIn(text)) ?? [];
  if (numbers.length === 0) return notApplicable("prose", "no decimal numbers in the text");
  const before = phases.filter((p) => !["WRITE", "VERIFY"].includes(p.kind));
  const known = [
    ...numbersIn(before.map((p) => p.text).join("\n")),
    ...(report?.metrics.flatMap(({ value }) => numbersIn(value)) ?? []),
    ...(report?.metrics.flatMap(({ toolCall }) => numbersOf(toolCall?.output)) ?? []),
  ];
  const loose = numbers.filter((n) => !known.some((t) => isFigure(n, "%", Math.abs(t))));
  const points = 1 - loose.length / numbers.length;
  const passed = points >= enough;
  const why = loose.length > 0
    ? `no source has ${[...new Set(loose)].slice(0, 5).join(", ")}`
    : `${numbers.length} numbers have a source`;
  return { rule: "prose", points, passed, why };
};

const decimalsIn = (text: string) =>
  (text.replace(/\]\([^)]*\)/g, "").match(/(?<![\w.])\d[\d,]*\.\d+(?![\w.])/g) ?? [])
    .map((number) => number.replaceAll(",", ""));
