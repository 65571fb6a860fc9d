import type { Gap, PhaseState, Report, ResearchBrief } from "../phase.ts";
import { figureGaps } from "./figure-gaps.ts";
import { languageGaps } from "./language-gaps.ts";
import { numberGaps } from "./number-gaps.ts";
import { searchGaps } from "./search-gaps.ts";
import { sourceGaps } from "./source-gaps.ts";
import { symbolGaps } from "./symbol-gaps.ts";

/**
 * What a report lacks, decided by rules, without a model: symbols, figures, searches, sources, the language, numbers.
 * `phases`: those of its run.
 */
export function checkReport(
  brief: ResearchBrief,
  phases: readonly PhaseState[],
  report: Report,
): Gap[] {
  return [
    ...symbolGaps(brief),
    ...figureGaps(brief, phases, report),
    ...searchGaps(brief, phases),
    ...sourceGaps(phases, report),
    ...languageGaps(brief, report),
    ...numberGaps(report),
  ];
}

/** Kinds of gaps that the writer can mend: the inputs have what is missing, or the report must do without it. */
const mendable: readonly Gap["kind"][] = ["OMISSION", "SOURCE", "LANGUAGE", "NUMBER"];

/** True if the writer can mend the gap. */
export const isMendable = ({ kind }: Gap): boolean => mendable.includes(kind);
