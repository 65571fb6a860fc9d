import type { Content } from "../../protocol/conversation/content.ts";
import type { ToolNumbers } from "../../protocol/research/metric-source.ts";
import { outcomeOf } from "../../protocol/research/outcome.ts";
import { partsOf } from "../../protocol/research/parts.ts";
import type { PhaseKind, PhaseOutcome } from "../../protocol/research/phase.ts";
import { textOf } from "../../protocol/conversation/content.ts";
import type { Failure, Status } from "../../protocol/status.ts";
import { append } from "../log/append.ts";
import { json, type Tx } from "../database/sql.ts";
import { phaseEvent } from "./phase-event.ts";
import { phasesOf, type ResearchRun } from "./read-run.ts";

/** An open phase whose turn has ended. */
interface Ended {
  id: string;
  kind: PhaseKind;
  turnId: string;
  status: Status;
  failure: Failure | null;
  output: unknown;
}

/** Settles the open phases whose turns have ended. The caller has locked the run's stream. */
export async function settlePhases(tx: Tx, run: ResearchRun): Promise<void> {
  const ended = await tx<Ended[]>`
    select p.id, p.kind, p.turn_id, t.status, t.failure, t.output
    from research_phases p join turns t on t.id = p.turn_id
    where p.research_id = ${run.id} and p.ended_at is null
    and t.status in ('COMPLETED', 'FAILED', 'CANCELLED', 'DISCARDED') order by p.number`;
  if (ended.length === 0) return;
  const [earlier, tools] = [await phasesOf(tx, run.id), await toolsOf(tx, run.id)];
  for (const phase of ended) {
    const own = tools.filter((t) => t.turnId === phase.turnId);
    const turn = { output: phase.output, reply: await replyOf(tx, phase.turnId), tools: own };
    const came = phase.status === "COMPLETED"
      ? outcomeOf(phase, turn, earlier, tools.filter((t) => t.turnId !== phase.turnId))
      : phase.failure;
    await settle(tx, run.id, phase, came, finalText(phase.kind, turn));
  }
}

async function settle(
  tx: Tx,
  researchId: string,
  { id, status }: Ended,
  came: PhaseOutcome | Failure | null,
  text: string,
) {
  const outcome = came && "kind" in came ? came : null;
  const failure = came && "code" in came ? came : null;
  const ended = outcome
    ? "COMPLETED"
    : status === "COMPLETED" || status === "FAILED"
    ? "FAILED"
    : "CANCELLED";
  await tx`delete from drafts where entry_id = (select draft_id from research_phases where id = ${id})`;
  await tx`update research_phases set status = ${ended}, ended_at = clock_timestamp(), draft_id = null,
    started_at = coalesce(started_at, clock_timestamp()), text = ${text},
    outcome = ${outcome && json(tx, outcome)}, failure = ${
    failure && json(tx, failure)
  } where id = ${id}`;
  await append(tx, researchId, [phaseEvent(id, ended)]);
}

function finalText(
  kind: PhaseKind,
  { output, reply }: { output: unknown; reply: readonly Content[] },
) {
  if (kind === "SEARCH" || output === null) return textOf(reply);
  return partsOf(kind, { value: output, open: null }).join("\n\n");
}

async function replyOf(tx: Tx, turnId: string): Promise<Content[]> {
  const [reply] = await tx<{ content: Content[] }[]>`select content from entries
    where turn_id = ${turnId} and role = 'AGENT' and status in ('COMPLETED', 'CANCELLED')
    order by position desc limit 1`;
  return reply?.content ?? [];
}

/** The completed tool calls of a run, including those of copied phases. */
async function toolsOf(tx: Tx, researchId: string): Promise<(ToolNumbers & { turnId: string })[]> {
  return await tx<(ToolNumbers & { turnId: string })[]>`
    select c.id, c.name, c.arguments, c.result, c.output, c.turn_id
    from research_phases p join calls c on c.turn_id = p.turn_id
    where p.research_id = ${researchId} and c.kind = 'tool' and c.status = 'COMPLETED'
    order by p.number, c.step, c.place`;
}
