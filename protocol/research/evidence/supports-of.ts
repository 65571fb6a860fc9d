import { type Metric, outcomeAs, type PhaseState, type ResearchBrief } from "../phase.ts";
import type { SupportingText, Supports } from "./prose/unsupported-numbers.ts";

/**
 * What supports the numbers of a report: its own figures, those of the analyses, the findings that a sentence links, and
 * the reasons why phases failed, where a sentence names the phase.
 */
export function supportsOf(
  { question, language, symbols }: Pick<ResearchBrief, "question" | "language" | "symbols">,
  earlier: readonly PhaseState[],
  metrics: readonly Metric[],
): Supports {
  const figures = earlier.flatMap((phase) => outcomeAs(phase, "Analysis")?.metrics ?? []);
  const texts = earlier.flatMap((phase) => [...findingsOf(phase), ...failureOf(phase)]);
  return { question, language, symbols, figures: [...metrics, ...figures], texts };
}

function findingsOf(phase: PhaseState): SupportingText[] {
  const found = outcomeAs(phase, "Findings");
  const urls = found?.sources.flatMap(({ url }) => url ?? []) ?? [];
  return found ? [{ text: found.summary, urls, name: null }] : [];
}

const failureOf = ({ failure, name }: PhaseState): SupportingText[] =>
  failure ? [{ text: failure.message, urls: [], name }] : [];
