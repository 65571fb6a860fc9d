import { type Act, actOf } from "../../protocol/audit/act.ts";
import type { AgentTool } from "../../protocol/agent/agent.ts";
import type { Verdict } from "../../protocol/approval/approval.ts";
import type { DecideApproval, DecidedApproval } from "../../protocol/approval/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import { validationError } from "../../protocol/user-error.ts";
import { systemActor } from "../system-actor.ts";
import { approvedCall, expiredApproval } from "../approval/audited-approval.ts";
import { type PendingApproval, settleApproval } from "../approval/settle-approval.ts";
import { needsOther, sendersOfTurn } from "../approval/separation.ts";
import { lockConversationOf } from "../conversation/lock-conversation.ts";
import { type Db, json, type Sql, type Tx } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { append } from "../log/append.ts";
import { Refusal, refuseConflict, refuseMissing } from "../refusal.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { defineCommand } from "./define-command.ts";

/** Validates arguments by a tool's JSON Schema; returns what is wrong with them. */
export type CheckArguments = (schema: unknown, args: unknown) => string[];

/**
 * Gives an approval its verdict, under the conversation's lock. Repeating the same verdict is allowed. Refuses:
 * NotFoundError, ForbiddenError (the tool needs a separate approver), ValidationError (arguments that the tool does not
 * accept), ConflictError (STALE, DECIDED, ENDED, KEY_REUSED).
 */
export const decideApproval = defineCommand<DecideApproval, DecidedApproval, [CheckArguments]>(
  "decideApproval",
  async (tx, caller, command, check) => {
    const { approvalId } = command;
    const stream = await lockConversationOf(tx, caller.tenant, "approvals", approvalId);
    const approval = stream && await readApproval(tx, approvalId);
    if (!stream || !approval) throw refuseMissing("such approval", "approvalId");
    refuseContradiction(approval, command);
    if (approval.verdict === "PENDING") {
      refuseOwnRequest(caller, approval, command);
      await append(tx, stream.id, await decide(tx, caller, approval, command, check));
      await recordAudit(tx, auditedVerdict(caller, approval, command));
    }
    return { approvalId, conversationId: stream.id };
  },
);

interface Approval extends PendingApproval {
  verdict: Verdict;
  argumentsHash: string;
  arguments: unknown;
  approveOnTimeout: boolean;
  expired: boolean;
  tools: AgentTool[];
  /** True: the tool needs an approver who sent none of the turn's messages. */
  separate: boolean;
  /** Subjects of the principals that sent the turn's messages, or started its research run. */
  senders: string[];
}

/** Approvals `a` with their call `c` and the agent version `v` that asked for it. */
const approvals = (db: Db) =>
  db`approvals a join calls c on c.id = a.call_id join conversations o on o.id = a.conversation_id
    left join entries e on e.id = c.id
    join agent_versions v on v.id = coalesce(e.author_version_id, o.agent_version_id)`;

async function readApproval(tx: Tx, id: string): Promise<Approval | undefined> {
  const [row] = await tx<Approval[]>`
    select a.id, a.tenant, a.conversation_id, a.turn_id, a.call_id, a.verdict, a.arguments_hash,
      a.approve_on_timeout, a.expires_at <= clock_timestamp() as expired, c.server, c.name, c.arguments,
      v.spec->'tools' as tools, ${needsOther(tx)} as separate,
      ${sendersOfTurn(tx)} as senders
    from ${approvals(tx)} where a.id = ${id}`;
  return row;
}

/** The JSON Schema of the tool's arguments, which never changes; undefined if there is no such approval. */
export async function argumentSchema(sql: Sql, tenant: string, id: string): Promise<unknown> {
  const [row] = await sql<{ schema: unknown }[]>`
    select (select t->'tool'->'inputSchema' from jsonb_array_elements(v.spec->'tools') t
      where t->>'server' = c.server and t->'tool'->>'name' = c.name limit 1) as schema
    from ${approvals(sql)} where a.id = ${id} and a.tenant = ${tenant}`;
  return row?.schema;
}

/** Refuses a verdict on other arguments, against an earlier verdict, or after the approval's time. */
function refuseContradiction(approval: Approval, { argumentsHash, verdict }: DecideApproval) {
  const { id } = approval;
  if (approval.argumentsHash !== argumentsHash) {
    const message = "argumentsHash is not that of the proposed arguments. Read the approval again.";
    throw refuseConflict("STALE", message, id);
  }
  if (approval.verdict === "WITHDRAWN") {
    throw refuseConflict("ENDED", "The turn has ended; no verdict is needed.", id);
  }
  const decided = currentVerdict(approval);
  const otherArguments = verdict.kind === "APPROVED" && verdict.arguments != null &&
    (approval.expired || contentHash(verdict.arguments) !== contentHash(approval.arguments));
  if (decided !== null && (decided !== verdict.kind || otherArguments)) {
    throw refuseConflict("DECIDED", `The approval is already decided: ${decided}.`, id);
  }
}

/** A principal cannot approve what its own message led to, where the tool's server wants two. It may reject it. */
function refuseOwnRequest(
  { subject }: Caller,
  { separate, senders, server, name }: Approval,
  { verdict }: DecideApproval,
) {
  if (!separate || verdict.kind !== "APPROVED" || subject === null) return;
  if (!senders.includes(subject)) return;
  const message =
    `The tool ${name} of ${server} needs an approver who sent no message of this turn. You may reject the call.`;
  throw new Refusal({ type: "ForbiddenError", scope: null, message });
}

/** The verdict so far, or the default one of an expired approval; null while it can be decided. */
function currentVerdict({ verdict, expired, approveOnTimeout }: Approval): Verdict | null {
  if (verdict !== "PENDING") return verdict;
  if (!expired) return null;
  return approveOnTimeout ? "APPROVED" : "REJECTED";
}

async function decide(
  tx: Tx,
  { actor, traceparent }: Caller,
  approval: Approval,
  { verdict }: DecideApproval,
  check: CheckArguments,
) {
  const args = verdict.kind === "APPROVED" ? verdict.arguments : null;
  if (args != null) refuseInvalidArguments(approval, args, check);
  if (verdict.kind === "APPROVED" && verdict.always) await approveAlways(tx, approval, actor);
  const by = approval.expired ? systemActor : actor;
  const reason = approval.expired ? null : verdict.reason;
  return await settleApproval(tx, approval, {
    ...{ verdict: verdict.kind, by, reason, traceparent },
    arguments: args,
  });
}

/** The verdict as the audit records it: with hashes, and without arguments and the text for the model. */
function auditedVerdict(caller: Caller, approval: Approval, { verdict }: DecideApproval) {
  if (approval.expired) return expiredApproval(approval, verdict.kind);
  const given = verdict.kind === "APPROVED" ? verdict : { arguments: null, always: false };
  const act: Act = {
    action: "approval.decided",
    resource: approval.id,
    details: {
      ...approvedCall(approval),
      verdict: verdict.kind,
      always: given.always,
      changedArgumentsHash: given.arguments == null ? null : contentHash(given.arguments),
    },
  };
  return actOf(caller, act);
}

function refuseInvalidArguments(approval: Approval, args: unknown, check: CheckArguments) {
  const { tools, server, name } = approval;
  const tool = tools.find((t) => t.server === server && t.tool.name === name)?.tool;
  const path = ["verdict", "approve", "arguments"];
  const issues = check(tool?.inputSchema, args).map((message) => ({ path, message }));
  if (issues.length > 0) throw new Refusal(validationError(issues));
}

async function approveAlways(tx: Tx, approval: Approval, actor: Caller["actor"]) {
  await tx`insert into standing_approvals (tenant, conversation_id, server, name, approved_by)
    values (${approval.tenant}, ${approval.conversationId}, ${approval.server}, ${approval.name}, ${
    json(tx, actor)
  })
    on conflict do nothing`;
}
