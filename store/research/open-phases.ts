import type { PlannedPhase } from "../../protocol/research/next-phases.ts";
import { spanUnder, writeTraceparent } from "../../protocol/telemetry/trace-context.ts";
import { newMessage } from "../conversation/accept-message.ts";
import { collectEvents } from "../database/committed-events.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { phaseEvent } from "./phase-event.ts";
import type { ResearchRun } from "./read-run.ts";

/** A phase to open, with the message for its agent. */
export type BriefedPhase = PlannedPhase & { brief: string };

/**
 * Opens phases, each with a conversation of its own, whose agent works on it. Returns the ids of these conversations. The
 * caller has locked the run's stream.
 */
export async function openPhases(
  tx: Tx,
  run: ResearchRun,
  phases: readonly BriefedPhase[],
): Promise<string[]> {
  if (phases.length === 0) return [];
  const items = phases.map((phase) => newPhase(run, phase));
  await tx`select open_phases(${run.id}, ${json(tx, items)})`;
  collectEvents(tx, items.flatMap(({ message, event }) => [...message.events, event]));
  return items.map(({ message }) => message.conversationId);
}

function newPhase(run: ResearchRun, { brief, kind, ...phase }: BriefedPhase) {
  const id = newId("phase");
  const content = [{ type: "text" as const, text: brief }];
  const message = newMessage(inRun(run), newId("conversation"), { idempotencyKey: id, content });
  return {
    ...phase,
    id,
    kind,
    versionId: run.agents[kind],
    message,
    event: phaseEvent(id, "QUEUED"),
  };
}

/** Turns of phases are children of their run's span. */
function inRun({ tenant, owner: subject, traceparent, id }: ResearchRun) {
  const span = spanUnder(traceparent, id);
  return { tenant, subject, traceparent: span ? writeTraceparent(span) : traceparent };
}
