import type { NewEvent } from "../../protocol/log/event.ts";
import type { Actor } from "../../protocol/status.ts";
import { json, type Tx } from "../database/sql.ts";
import { endUnmadeCalls } from "../call/commit-tool-call.ts";
import type { ToolOutcome } from "../call/tool-outcome.ts";
import { turnEvent } from "../log/events.ts";
import { appendApprovalEvents, type ChangedApproval } from "./approval-events.ts";

/** A pending approval, and the tool call that it is about. */
export interface PendingApproval extends ChangedApproval {
  tenant: string;
  conversationId: string;
  server: string;
  name: string;
  /** Hash of the proposed arguments. */
  argumentsHash: string;
}

/** A verdict as it is recorded. `arguments`: null runs the proposed arguments. */
export interface Settlement {
  verdict: "APPROVED" | "REJECTED";
  by: Actor;
  reason: string | null;
  arguments: unknown;
  /** W3C trace context of the mutation that decided; null if the approval expired, or nothing is traced. */
  traceparent?: string | null;
}

/**
 * Gives a pending approval its verdict: the call is queued, or ends with a result for the model. After the last pending
 * approval the turn continues. The caller has locked the conversation's stream; returns the events to append to it.
 */
export async function settleApproval(
  tx: Tx,
  approval: PendingApproval,
  settlement: Settlement,
): Promise<NewEvent[]> {
  const { verdict, by, reason, arguments: args } = settlement;
  const edited = args != null;
  await tx`update approvals set verdict = ${verdict}, decided_at = clock_timestamp(), edited = ${edited},
      decided_by = ${json(tx, by)}, reason = ${reason}, decision_traceparent = ${
    settlement.traceparent ?? null
  }
    where id = ${approval.id}`;
  const events = await appendApprovalEvents(tx, approval.tenant, [approval], verdict);
  if (verdict === "APPROVED") await queueCall(tx, approval.callId, args);
  else {
    const outcome = rejected(approval.name, settlement);
    events.push(...await endUnmadeCalls(tx, approval, [approval.callId], outcome));
  }
  return [...events, ...await resumeTurn(tx, approval)];
}

async function queueCall(tx: Tx, callId: string, args: unknown) {
  await tx`update calls set status = 'QUEUED',
    arguments = ${args == null ? tx`arguments` : json(tx, args)} where id = ${callId}`;
}

function rejected(name: string, { by, reason }: Settlement): ToolOutcome {
  const why = by.kind === "SYSTEM"
    ? "it was not approved in time."
    : `a human said no${reason ? `: ${reason}` : "."}`;
  const message = by.kind === "SYSTEM" ? "It was not approved in time." : "A human said no.";
  return {
    result: `The tool ${name} was not called: ${why}`,
    output: null,
    failure: { code: "REJECTED", message },
  };
}

async function resumeTurn(tx: Tx, { id, turnId }: PendingApproval): Promise<NewEvent[]> {
  const [resumed] = await tx`
    update turns set status = 'RUNNING', waited = waited + (clock_timestamp() - waiting_since),
      waiting_since = null
    where id = ${turnId} and status = 'WAITING' and not exists (
      select from approvals where turn_id = ${turnId} and verdict = 'PENDING') returning id`;
  const event = turnEvent(turnId, "RUNNING");
  return resumed ? [{ ...event, id: `${event.id}/${id}` }] : [];
}

/** Withdraws the pending approvals of turns that end. Returns the events for the conversation. */
export async function withdrawApprovals(tx: Tx, turnIds: string[]): Promise<NewEvent[]> {
  const withdrawn = await tx<(ChangedApproval & { tenant: string })[]>`
    update approvals set verdict = 'WITHDRAWN', decided_at = clock_timestamp()
    where turn_id = any(${turnIds}) and verdict = 'PENDING' returning id, turn_id, call_id, tenant`;
  await tx`update turns set waiting_since = null, waited = waited + (clock_timestamp() - waiting_since)
    where id = any(${turnIds}) and waiting_since is not null`;
  return await appendApprovalEvents(tx, withdrawn[0]?.tenant ?? "", withdrawn, "WITHDRAWN");
}
