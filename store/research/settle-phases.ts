import { checkedOutcome } from "../../protocol/research/check/checked-outcome.ts";
import { outcomeOf } from "../../protocol/research/outcome.ts";
import { partsOf } from "../../protocol/research/parts.ts";
import type { PhaseKind, PhaseOutcome, PhaseState } from "../../protocol/research/phase.ts";
import { textOf } from "../../protocol/conversation/content.ts";
import { type Failure, isFinal, type Status } from "../../protocol/status.ts";
import { collectEvents } from "../database/committed-events.ts";
import { json, type Tx } from "../database/sql.ts";
import { phaseEvent } from "./phase-event.ts";
import { type RunTool, runTools } from "./run-tools.ts";
import { phasesOf, type ResearchRun, type RunPhase, type WorkingTurn } from "./read-run.ts";

/** A phase whose turn has ended. */
type Ended = RunPhase & { turn: WorkingTurn };

/** Kinds whose outcome refers to tool calls. */
const withFigures: readonly PhaseKind[] = ["PRICES", "FUNDAMENTALS", "RISK", "WRITE"];

/**
 * Settles the open phases whose turns have ended; returns all phases as they are then. The caller has locked the run's
 * stream.
 */
export async function settlePhases(tx: Tx, run: ResearchRun): Promise<RunPhase[]> {
  const phases = await phasesOf(tx, run.id);
  const ended = phases.filter((p): p is Ended => p.turn !== null && isFinal(p.turn.status));
  if (ended.length === 0) return phases;
  const needsTools = ended.some((p) => withFigures.includes(p.kind));
  const tools = needsTools ? await runTools(tx, run.id) : [];
  const settled = ended.map((phase) => settledPhase(phase, run, phases, tools));
  const events = settled.map(({ id, status }) => phaseEvent(id, status));
  const items = settled.map((phase, i) => ({ ...phase, event: events[i] }));
  const drafts = ended.flatMap((p) => p.draftId ?? []);
  await Promise.all([
    ...(drafts.length > 0 ? [tx`delete from drafts where entry_id = any(${drafts})`] : []),
    tx`select settle_phases(${run.id}, ${json(tx, items)})`,
  ]);
  collectEvents(tx, events);
  const states = new Map(settled.map(({ text: _, ...state }) => [state.id, state]));
  return phases.map((p) => ({
    ...p,
    ...states.get(p.id),
    ...(states.has(p.id) && { turn: null }),
  }));
}

type Settled = Pick<PhaseState, "id" | "status" | "outcome" | "failure"> & { text: string };

function settledPhase(
  phase: Ended,
  brief: ResearchRun,
  earlier: readonly PhaseState[],
  tools: readonly RunTool[],
): Settled {
  const { id, kind, turn } = phase;
  const own = tools.filter((t) => t.turnId === turn.id);
  const earlierTools = tools.filter((t) => t.turnId !== turn.id);
  const came = turn.status === "COMPLETED"
    ? outcomeOf(phase, { ...turn, tools: own }, { brief, earlier, earlierTools })
    : turn.failure;
  const outcome = came && "kind" in came ? checkedOutcome(came, brief, earlier) : null;
  const failure = came && "code" in came ? came : null;
  return {
    id,
    status: statusOf(turn.status, outcome),
    outcome,
    failure,
    text: finalText(kind, turn),
  };
}

function statusOf(ofTurn: Status, outcome: PhaseOutcome | Failure | null): Status {
  if (outcome) return "COMPLETED";
  return ofTurn === "COMPLETED" || ofTurn === "FAILED" ? "FAILED" : "CANCELLED";
}

function finalText(kind: PhaseKind, { output, reply }: WorkingTurn) {
  if (kind === "SEARCH" || output === null) return textOf(reply);
  return partsOf(kind, { value: output, open: null }).join("\n\n");
}
