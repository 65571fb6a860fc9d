import type { PhaseKind } from "../../../../protocol/research/phase.ts";

/** A phase, as far as its place on the board is decided by it. */
interface Placed {
  readonly id: string;
  readonly kind: PhaseKind | null;
  readonly status: string;
}

/** A column of the board: phases that do the same for a run. */
export interface Stage<Phase extends Placed> {
  readonly name: string;
  /** What it does, in words. */
  readonly does: string;
  readonly phases: readonly Phase[];
  /** How many have ended. */
  readonly ended: number;
}

const stages: readonly { name: string; does: string; kinds: readonly PhaseKind[] }[] = [
  { name: "Plan", does: "Decides what to search for.", kinds: ["PLAN"] },
  { name: "Searches", does: "Look for sources, several at a time.", kinds: ["SEARCH"] },
  {
    name: "Analysts",
    does: "Read prices, fundamentals and risks from market data.",
    kinds: ["PRICES", "FUNDAMENTALS", "RISK"],
  },
  { name: "Report", does: "Writes the answer, and revises it.", kinds: ["WRITE"] },
  { name: "Verification", does: "Reads the report against its evidence.", kinds: ["VERIFY"] },
];

/** Statuses after which a phase does not change. */
export const hasEnded = (status: string): boolean =>
  status === "COMPLETED" || status === "FAILED" || status === "CANCELLED";

/** The board of a run: all stages in their order, each with its phases as they were planned. */
export function stagesOf<Phase extends Placed>(phases: readonly Phase[]): Stage<Phase>[] {
  return stages.map(({ kinds, ...stage }) => {
    const own = phases.filter(({ kind }) => kind !== null && kinds.includes(kind));
    return { ...stage, phases: own, ended: own.filter(({ status }) => hasEnded(status)).length };
  });
}

/** What a screen reader hears of the phases that changed: their ends, and failures with their reason. */
export function changesToSay(
  before: ReadonlyMap<string, string>,
  phases: readonly (Placed & { readonly name: string })[],
): string[] {
  return phases.flatMap(({ id, name, status }) =>
    before.has(id) && before.get(id) !== status && hasEnded(status)
      ? [`${name}: ${status.toLowerCase()}.`]
      : []
  );
}
