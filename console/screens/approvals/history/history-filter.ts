import type { ApprovalFilter, Verdict } from "../../../document-types.generated.ts";

/** The filters of the history, as the address has them; null: not filtered. */
export interface HistoryParameters {
  readonly verdict: string | null;
  /** `server.name`. */
  readonly tool: string | null;
  readonly agent: string | null;
  /** First and last day of the decision, `YYYY-MM-DD`, in the reader's zone. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The verdicts that a decided approval can have. */
export const decidedVerdicts: readonly Verdict[] = ["APPROVED", "REJECTED", "WITHDRAWN"];

/** The filter of the API. A part of the address that has no meaning is left out. */
export function historyFilter(
  { verdict, tool, agent, from, to }: HistoryParameters,
): ApprovalFilter {
  const known = decidedVerdicts.filter((one) => one === verdict);
  const dot = tool?.indexOf(".") ?? -1;
  return {
    ...(known.length > 0 && { verdicts: known }),
    ...(agent && { agent }),
    ...(tool && dot > 0 && { server: tool.slice(0, dot), tool: tool.slice(dot + 1) }),
    ...(tool && dot <= 0 && { tool }),
    ...timeOf("decidedFrom", from, 0),
    ...timeOf("decidedTo", to, 1),
  };
}

/** Midnight at the start of a day, or of the day after it. */
function timeOf(name: "decidedFrom" | "decidedTo", day: string | null, later: 0 | 1) {
  const [year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? "")?.slice(1).map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return {};
  return { [name]: new Date(year, month - 1, date + later).toISOString() };
}
