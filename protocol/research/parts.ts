import type { PartialText } from "../json/partial-json.ts";
import type { PhaseKind } from "./phase.ts";

/** JSON as far as it is written. `open`: the path of the newest text, which may still grow; null when all is whole. */
export interface Written {
  value: unknown;
  open: readonly (string | number)[] | null;
}

/** The texts of JSON that is being written, at their places. Numbers and the like are told only by the whole. */
export function writtenSoFar(texts: readonly PartialText[]): Written {
  const root: Said = {};
  for (const { path, text } of texts) put(root, path, text);
  return { value: root, open: texts.at(-1)?.path ?? [] };
}

function put(into: Said, path: readonly (string | number)[], text: string) {
  let at = into;
  path.slice(0, -1).forEach((step, i) => {
    at[step] ??= typeof path[i + 1] === "number" ? [] : {};
    at = at[step] as Said;
  });
  const last = path.at(-1);
  if (last !== undefined) at[last] = text;
}

/**
 * The text of a phase, part by part, as Markdown, read out of its agent's JSON while that is being written and when it is
 * whole. A part only grows: what it is made of is told in the order of the text, and what could still change is held
 * back. The parts of WRITE are its sections.
 */
export function partsOf(kind: PhaseKind, written: Written): string[] {
  const whole = closed(written);
  const said = record(written.value);
  if (kind === "WRITE") return list(said.sections).map((s, i) => section(record(s), i, whole));
  const lines = linesOf(kind, said, whole).filter((line) => line !== "");
  const summary = text(said.summary);
  const told = kind === "VERIFY" ? [] : [summary];
  return [...told, ...(lines.length > 0 ? [lines.join("\n")] : [])];
}

type Whole = (...path: (string | number)[]) => boolean;

/** True for what does not grow any more. */
const closed = ({ open }: Written): Whole => (...path) =>
  open === null || !path.every((step, i) => open[i] === step);

function section(said: Said, i: number, whole: Whole): string {
  const title = text(said.title);
  if (!title || !whole("sections", i, "title")) return "";
  return `## ${title}\n\n${text(said.text)}`;
}

function linesOf(kind: PhaseKind, said: Said, whole: Whole): string[] {
  const lines = (name: string, line: (item: Said) => string) =>
    list(said[name]).map((item, i) => whole(name, i) ? line(record(item)) : "");
  if (kind === "PLAN") return lines("searches", (s) => `- **${text(s.query)}**: ${text(s.reason)}`);
  if (kind !== "VERIFY") return lines("metrics", metricLine);
  const issues = lines("issues", (i) => `- ${text(i.claim)}: ${text(i.problem)}`);
  const verdict = said.passed === true
    ? "The report passed."
    : said.passed === false
    ? "The report goes back."
    : "";
  // Last, for it is told only by the whole: what was told before stays in its place.
  return [...issues, verdict];
}

function metricLine({ name, value, unit, period }: Said): string {
  if (value === undefined) return "";
  const told = [text(value) || String(value ?? ""), text(unit)].filter(Boolean).join(" ");
  return `- ${text(name)}: ${told}${text(period) ? ` (${text(period)})` : ""}`;
}

type Said = Record<string, unknown>;
const record = (value: unknown): Said =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value as Said : {};
const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];
const text = (value: unknown) => typeof value === "string" ? value : "";
