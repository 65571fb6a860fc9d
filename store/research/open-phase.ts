import { noBudget } from "../../protocol/budget/budget.ts";
import type { PlannedPhase } from "../../protocol/research/next-phases.ts";
import { spanUnder, writeTraceparent } from "../../protocol/telemetry/trace-context.ts";
import { acceptMessage } from "../conversation/accept-message.ts";
import { append } from "../log/append.ts";
import { readSpec } from "../budget/spec-budget.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { phaseEvent } from "./phase-event.ts";
import type { ResearchRun } from "./read-run.ts";

/** Opens a phase with a conversation of its own, whose agent works on it. Returns the id of that conversation. */
export async function openPhase(
  tx: Tx,
  run: ResearchRun,
  { kind, round, name }: PlannedPhase,
  brief: string,
): Promise<string> {
  const [phaseId, conversationId] = [newId("phase"), newId("conversation")];
  const versionId = run.agents[kind];
  const { turnBudget, conversationBudget } = await readSpec(tx, versionId);
  await tx`insert into streams (id, tenant) values (${conversationId}, ${run.tenant})`;
  await tx`insert into conversations (id, tenant, agent_version_id, provider, title, budget, research_id)
    values (${conversationId}, ${run.tenant}, ${versionId}, ${run.provider}, ${name},
      ${json(tx, conversationBudget ?? noBudget)}, ${run.id})`;
  const { turnId } = await acceptMessage(tx, inRun(run), { id: conversationId, head: 0 }, {
    number: 1,
    idempotencyKey: phaseId,
    content: [{ type: "text", text: brief }],
    budget: turnBudget,
  });
  await tx`insert into research_phases (id, tenant, research_id, number, kind, round, name, status, turn_id)
    select ${phaseId}, ${run.tenant}, ${run.id}, coalesce(max(number), 0) + 1, ${kind}, ${round}, ${name}, 'QUEUED',
      ${turnId} from research_phases where research_id = ${run.id}`;
  await append(tx, run.id, [phaseEvent(phaseId, "QUEUED")]);
  return conversationId;
}

/** Turns of phases are children of their run's span. */
function inRun(run: ResearchRun): ResearchRun {
  const span = spanUnder(run.traceparent, run.id);
  return span ? { ...run, traceparent: writeTraceparent(span) } : run;
}
