import { DeadlineError } from "../../protocol/async/deadline.ts";
import { poll } from "../../protocol/async/poll.ts";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import {
  openRuns,
  unclosedConversations,
  type Unerased,
  unerasedConversations,
  workflowSubjects,
} from "../../store/erasure/tenant/remaining-work.ts";
import { erasedAgentsOf } from "../../store/erasure/tenant/erased-agents.ts";
import {
  beginErasure,
  countWorkflows,
  deleteRows,
  finishErasure,
  type TenantErasure,
} from "../../store/erasure/tenant/tenant-erasure.ts";
import { stopSchedules } from "../../store/erasure/tenant/stop-schedules.ts";
import { cancelResearch, closeConversation, Refusal, type Sql } from "../../store/mod.ts";
import { operator } from "../audit/operator.ts";
import { deleteWorkflows } from "./delete-workflows.ts";

/** What an erasure works with. */
export interface EraseTenantDeps {
  sql: Sql;
  temporal: TemporalConnection;
  /** Takes a line about the progress. */
  report(line: string): void;
}

/** Deletions of rows; more than one where work was under way. */
const maxRounds = 10;
/** A worker deletes the agents at the provider within this time, ms. */
const agentsMs = 90_000;
/** Between two looks at what a worker has erased, ms. */
const pollMs = 500;

/**
 * Erases everything of a tenant: revokes access, stops its work, has a worker erase its conversations here and at the
 * provider, deletes its workflows and then its rows. Each step can be repeated. Returns the proof; null if the worker did
 * not finish within `waitMs`.
 */
export async function eraseTenant(
  deps: EraseTenantDeps,
  tenant: string,
  waitMs: number,
): Promise<TenantErasure | null> {
  const { sql, temporal, report } = deps;
  const { requestedAt } = await beginErasure(sql, operator(tenant));
  report(`Access of tenant ${tenant} is revoked; erasure since ${requestedAt.toISOString()}.`);
  await stopWork(sql, tenant);
  const rest = await awaitWorker(deps, tenant, waitMs);
  if (rest.length > 0) {
    rest.forEach((one) => report(unerasedLine(one)));
    return null;
  }
  const subjects = await workflowSubjects(sql, tenant);
  const workflows = await deleteWorkflows(temporal, tenant, subjects);
  await countWorkflows(sql, tenant, workflows);
  report(`${workflows} workflow executions were deleted.`);
  for (let round = 1; await deleteRows(sql, tenant, reportTable(report)) > 0; round++) {
    if (round === maxRounds) throw new Error(`Rows of ${tenant} are still written. Run it again.`);
  }
  await awaitAgents(deps, tenant, Math.min(waitMs, agentsMs));
  return await finishErasure(sql, tenant);
}

/** Waits until a worker has deleted the agents at the provider; what is left then is in the proof. */
async function awaitAgents({ sql, report }: EraseTenantDeps, tenant: string, withinMs: number) {
  const look = async () => (await erasedAgentsOf(sql, tenant)).left.length === 0 || undefined;
  try {
    await poll(look, { withinMs, everyMs: pollMs });
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
  }
  const { deleted, left } = await erasedAgentsOf(sql, tenant);
  report(`${deleted.length} agents were deleted at the provider; ${left.length} are left.`);
}

const reportTable = (report: EraseTenantDeps["report"]) => (name: string, count: number) =>
  report(`${name}: ${count} rows were deleted.`);

/** Cancels research runs, closes conversations, and asks for their erasure. */
async function stopWork(sql: Sql, tenant: string): Promise<void> {
  const caller = operator(tenant);
  const reason = "The tenant is being erased.";
  for (const researchId of await openRuns(sql, tenant)) {
    const command = { researchId, reason, idempotencyKey: crypto.randomUUID() };
    await unlessEnded(cancelResearch(sql, caller, command));
  }
  // They are deleted with the other rows: until then they name their workflows.
  await stopSchedules(sql, tenant, new Date());
  for (const conversationId of await unclosedConversations(sql, tenant)) {
    const command = { conversationId, erase: true, idempotencyKey: crypto.randomUUID() };
    await unlessEnded(closeConversation(sql, caller, command));
  }
}

async function unlessEnded(command: Promise<unknown>): Promise<void> {
  try {
    await command;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** What is not erased when the worker is done or the time is up. */
async function awaitWorker(
  { sql, report }: EraseTenantDeps,
  tenant: string,
  withinMs: number,
): Promise<Unerased[]> {
  let last = "";
  const look = async () => {
    const rest = await unerasedConversations(sql, tenant);
    const line = rest.map(({ conversations }) => conversations).join(" and ");
    if (line !== last && line !== "") report(`Conversations that a worker has to erase: ${line}.`);
    last = line;
    return rest.length === 0 ? rest : undefined;
  };
  try {
    return await poll(look, { withinMs, everyMs: pollMs });
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    return await unerasedConversations(sql, tenant);
  }
}

const unerasedLine = ({ provider, conversations }: Unerased) =>
  `${conversations} conversations are not erased: run a worker for the provider ${provider}, and repeat the command.`;
