import type { ViewPhase } from "../../clients/client/mod.ts";
import { sanitize } from "../terminal/cells.ts";
import { labelOf, timeOf, wordsOf } from "./phase-labels.ts";
import type { Phase, RunState } from "./run-state.ts";

/** The lines for the changes between two states, where lines cannot be replaced. `now` is Unix ms. */
export function plainLines(before: RunState, after: RunState, now: number): string[] {
  const { connection } = after;
  return [
    ...(connection && connection !== before.connection ? [sanitize(connection)] : []),
    ...(after.cancelling && !before.cancelling ? ["Cancelling the run."] : []),
    ...after.view.phases.flatMap((phase) => {
      const was = before.view.phases.find(({ id }) => id === phase.id);
      return [...sectionLines(was, phase), ...statusLines(was, phase, now)];
    }),
  ];
}

function statusLines(
  was: ViewPhase<Phase> | undefined,
  phase: ViewPhase<Phase>,
  now: number,
): string[] {
  if (phase.status === was?.status || phase.status === "QUEUED") return [];
  const status = phase.status === "RUNNING" ? "started" : phase.status.toLowerCase();
  const about = phase.status === "RUNNING" ? "" : [wordsOf(phase), timeOf(phase, now)]
    .filter((word) => word && word !== status).join(", ");
  return [`${calledBy(phase)}: ${status}${about && ` (${about})`}`];
}

/** A section is printed when it is complete: when the next one starts, or the report has ended. */
function sectionLines(was: ViewPhase<Phase> | undefined, phase: ViewPhase<Phase>): string[] {
  if (phase.node?.kind !== "WRITE") return [];
  const before = wholeSections(was, was?.parts ?? []);
  const written = phase.status === "COMPLETED" ? was?.parts ?? [] : phase.parts;
  return wholeSections(phase, written).slice(before.length).flatMap(({ text }) => {
    const lines = text.split("\n").filter((line) => line.trim());
    return [`${calledBy(phase)}:`, ...lines.map((line) => `  ${sanitize(line)}`)];
  });
}

function wholeSections<T>(phase: ViewPhase<Phase> | undefined, parts: readonly T[]) {
  return phase?.status === "COMPLETED" ? parts : parts.slice(0, -1);
}

function calledBy(phase: ViewPhase<Phase>): string {
  const { role, name } = labelOf(phase);
  return name ? `${role} "${name}"`.replace(/^(Report|Verifier) "(.*)"$/, "$1, $2") : role;
}
