import type { Gap } from "../phase.ts";

/** What has gaps. */
interface WithGaps {
  readonly gaps: readonly Gap[];
}

/** What is read of a report and its verdict. */
interface Checked {
  readonly report: WithGaps & { readonly unsupported: readonly { readonly number: string }[] };
  readonly verdict: WithGaps | null;
}

/** The gaps of report and verdict, each once. */
export function allGaps(
  { report, verdict }: { readonly report: WithGaps; readonly verdict: WithGaps | null },
): Gap[] {
  const all = [...report.gaps, ...verdict?.gaps ?? []];
  return [...new Map(all.map((gap) => [JSON.stringify([gap.kind, gap.subject]), gap])).values()];
}

/** The gaps to list; those of numbers that are listed as not supported are left out. */
export function listedGaps(checked: Checked): Gap[] {
  const listed = new Set(checked.report.unsupported.map(({ number }) => number));
  return allGaps(checked).filter(({ kind, subject }) => kind !== "NUMBER" || !listed.has(subject));
}
