import { type Metric, outcomeAs, type PhaseState, type ResearchBrief } from "../phase.ts";
import type { Mentioned } from "./mentions.ts";
import type { SupportingText, Supports } from "./prose/unsupported-numbers.ts";

/** The parts of a brief that decide what supports a number. */
export type SupportedBrief = Pick<
  ResearchBrief,
  "question" | "language" | "symbols" | "resolvedSymbols"
>;

/** The securities of a run, with their names where they are known. */
export function securitiesOf(
  { symbols, resolvedSymbols }: Pick<ResearchBrief, "symbols" | "resolvedSymbols">,
): Mentioned[] {
  const names = new Map(resolvedSymbols.map(({ symbol, name }) => [symbol, name]));
  return symbols.map((symbol) => ({ symbol, name: names.get(symbol) ?? null }));
}

/**
 * What supports the numbers of a report: its own figures, those of the analyses, the findings that a sentence links, and
 * the reasons why phases failed, where a sentence names the phase.
 */
export function supportsOf(
  { question, language, ...brief }: SupportedBrief,
  earlier: readonly PhaseState[],
  metrics: readonly Metric[],
): Supports {
  const figures = earlier.flatMap((phase) => outcomeAs(phase, "Analysis")?.metrics ?? []);
  const texts = earlier.flatMap((phase) => [...findingsOf(phase), ...failureOf(phase)]);
  const securities = securitiesOf(brief);
  return { question, language, securities, figures: [...metrics, ...figures], texts };
}

function findingsOf(phase: PhaseState): SupportingText[] {
  const found = outcomeAs(phase, "Findings");
  const urls = found?.sources.flatMap(({ url }) => url ?? []) ?? [];
  const titles = found?.sources.map(({ title }) => title);
  return found ? [{ text: found.summary, urls, name: null, titles: titles ?? [] }] : [];
}

const failureOf = ({ failure, name }: PhaseState): SupportingText[] =>
  failure ? [{ text: failure.message, urls: [], name }] : [];
