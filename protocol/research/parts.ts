import type { PartialText } from "../json/partial-json.ts";
import type { PhaseKind } from "./phase.ts";

/** JSON as far as it is written. `open`: the path of the newest text, which may still grow; null if all is complete. */
export interface Written {
  value: unknown;
  open: readonly (string | number)[] | null;
}

/** The texts of JSON that is being written, at their places. Other values are known only at its end. */
export function writtenSoFar(texts: readonly PartialText[]): Written {
  const root: Answer = {};
  for (const { path, text } of texts) put(root, path, text);
  return { value: root, open: texts.at(-1)?.path ?? [] };
}

function put(into: Answer, path: readonly (string | number)[], text: string) {
  let at = into;
  path.slice(0, -1).forEach((step, i) => {
    at[step] ??= typeof path[i + 1] === "number" ? [] : {};
    at = at[step] as Answer;
  });
  const last = path.at(-1);
  if (last !== undefined) at[last] = text;
}

/**
 * The parts of a phase's text as Markdown, from the agent's JSON, while it is written and when it is complete. A part
 * only grows: it follows the order of the JSON and leaves out what may still change. The parts of WRITE are its sections.
 */
export function partsOf(kind: PhaseKind, written: Written): string[] {
  const whole = closed(written);
  const answer = record(written.value);
  if (kind === "WRITE") return list(answer.sections).map((s, i) => section(record(s), i, whole));
  const lines = linesOf(kind, answer, whole).filter((line) => line !== "");
  const summary = text(answer.summary);
  const first = kind === "VERIFY" ? [] : [summary];
  return [...first, ...(lines.length > 0 ? [lines.join("\n")] : [])];
}

type Whole = (...path: (string | number)[]) => boolean;

/** True if the value at a path does not grow any more. */
const closed = ({ open }: Written): Whole => (...path) =>
  open === null || !path.every((step, i) => open[i] === step);

function section(answer: Answer, i: number, whole: Whole): string {
  const title = text(answer.title);
  if (!title || !whole("sections", i, "title")) return "";
  return `## ${title}\n\n${text(answer.text)}`;
}

function linesOf(kind: PhaseKind, answer: Answer, whole: Whole): string[] {
  const lines = (name: string, line: (item: Answer) => string) =>
    list(answer[name]).map((item, i) => whole(name, i) ? line(record(item)) : "");
  if (kind === "PLAN") return lines("searches", (s) => `- **${text(s.query)}**: ${text(s.reason)}`);
  if (kind !== "VERIFY") return lines("metrics", metricLine);
  const issues = lines("issues", (i) => `- ${text(i.claim)}: ${text(i.problem)}`);
  const verdict = answer.passed === true
    ? "The report passed."
    : answer.passed === false
    ? "The report goes back."
    : "";
  // Last, since it is known only at the end: earlier lines keep their places.
  return [...issues, verdict];
}

function metricLine({ name, value, unit, period }: Answer): string {
  if (value === undefined) return "";
  const amount = [text(value) || String(value ?? ""), text(unit)].filter(Boolean).join(" ");
  return `- ${text(name)}: ${amount}${text(period) ? ` (${text(period)})` : ""}`;
}

type Answer = Record<string, unknown>;
const record = (value: unknown): Answer =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value as Answer : {};
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];
const text = (value: unknown) => typeof value === "string" ? value : "";
