import type { AgentTool } from "../../protocol/agent/agent.ts";
import type { Verdict } from "../../protocol/approval/approval.ts";
import type { DecideApproval, DecidedApproval } from "../../protocol/approval/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import { validationError } from "../../protocol/user-error.ts";
import { append, lockStream } from "../log/append.ts";
import { systemActor } from "../approval/expire-approvals.ts";
import { type PendingApproval, settle } from "../approval/settle-approval.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { contentHash } from "../ids.ts";
import { Refusal, refuseConflict, refuseMissing } from "../refusal.ts";

/** Says what is wrong with arguments by a tool's JSON schema; nothing when they fit. */
export type CheckArguments = (schema: unknown, args: unknown) => string[];

/**
 * Gives the one verdict on a tool call, under its conversation's lock. The same verdict again is fine. Refuses:
 * NotFoundError, ValidationError (arguments that do not fit the tool), ConflictError (STALE, DECIDED, ENDED, KEY_REUSED).
 */
export function decideApproval(
  sql: Sql,
  caller: Caller,
  command: DecideApproval,
  check: CheckArguments,
): Promise<DecidedApproval> {
  return once(sql, caller, "decideApproval", command, async (tx) => {
    const { approvalId: id } = command;
    const conversationId = await conversationOf(tx, caller.tenant, id);
    const stream = conversationId && await lockStream(tx, caller.tenant, conversationId);
    const approval = stream && await read(tx, id);
    if (!stream || !approval) throw refuseMissing("such approval", "approvalId");
    refuseUnlessTrue(approval, command);
    if (approval.verdict === "PENDING") {
      await append(tx, stream.id, await decide(tx, caller, approval, command, check));
    }
    return { approvalId: id, conversationId: stream.id };
  });
}

interface Found extends PendingApproval {
  verdict: Verdict;
  argumentsHash: string;
  arguments: unknown;
  approveOnTimeout: boolean;
  expired: boolean;
  tools: AgentTool[];
}

async function conversationOf(tx: Tx, tenant: string, id: string): Promise<string | undefined> {
  const [row] = await tx<{ conversationId: string }[]>`
    select conversation_id from approvals where id = ${id} and tenant = ${tenant}`;
  return row?.conversationId;
}

async function read(tx: Tx, id: string): Promise<Found | undefined> {
  const [row] = await tx<Found[]>`
    select a.id, a.tenant, a.conversation_id, a.turn_id, a.call_id, a.verdict, a.arguments_hash,
      a.approve_on_timeout, a.expires_at <= clock_timestamp() as expired, c.server, c.name, c.arguments,
      v.spec->'tools' as tools
    from approvals a join calls c on c.id = a.call_id join conversations o on o.id = a.conversation_id
    left join entries e on e.id = c.id
    join agent_versions v on v.id = coalesce(e.author_version_id, o.agent_version_id) where a.id = ${id}`;
  return row;
}

/** The JSON Schema of what an approval's tool takes, which never changes; undefined without such an approval. */
export async function argumentSchema(sql: Sql, tenant: string, id: string): Promise<unknown> {
  const [row] = await sql<{ schema: unknown }[]>`
    select (select t->'tool'->'inputSchema' from jsonb_array_elements(v.spec->'tools') t
      where t->>'server' = c.server and t->'tool'->>'name' = c.name limit 1) as schema
    from approvals a join calls c on c.id = a.call_id join conversations o on o.id = a.conversation_id
    left join entries e on e.id = c.id
    join agent_versions v on v.id = coalesce(e.author_version_id, o.agent_version_id)
    where a.id = ${id} and a.tenant = ${tenant}`;
  return row?.schema;
}

/** Refuses what names other arguments, comes after another verdict, or after its time. */
function refuseUnlessTrue(approval: Found, { argumentsHash, verdict }: DecideApproval) {
  const { id } = approval;
  if (approval.argumentsHash !== argumentsHash) {
    throw refuseConflict("STALE", "The arguments are not those that you saw.", id);
  }
  if (approval.verdict === "WITHDRAWN") {
    throw refuseConflict("ENDED", "The turn has ended; no verdict is needed.", id);
  }
  const onTimeout = approval.approveOnTimeout ? "APPROVED" : "REJECTED";
  const stands = approval.verdict !== "PENDING"
    ? approval.verdict
    : approval.expired
    ? onTimeout
    : null;
  const other = verdict.kind === "APPROVED" && verdict.arguments != null &&
    (approval.expired || contentHash(verdict.arguments) !== contentHash(approval.arguments));
  if (stands !== null && (stands !== verdict.kind || other)) {
    throw refuseConflict("DECIDED", `The verdict is ${stands} already.`, id);
  }
}

async function decide(
  tx: Tx,
  { actor, traceparent }: Caller,
  approval: Found,
  { verdict }: DecideApproval,
  check: CheckArguments,
) {
  const args = verdict.kind === "APPROVED" ? verdict.arguments : null;
  if (args != null) refuseUnfit(approval, args, check);
  if (verdict.kind === "APPROVED" && verdict.always) await askNoMore(tx, approval, actor);
  const by = approval.expired ? systemActor : actor;
  const reason = approval.expired ? null : verdict.reason;
  return await settle(tx, approval, {
    ...{ verdict: verdict.kind, by, reason, traceparent },
    arguments: args,
  });
}

function refuseUnfit({ tools, server, name }: Found, args: unknown, check: CheckArguments) {
  const held = tools.find((t) => t.server === server && t.tool.name === name);
  const path = ["verdict", "approve", "arguments"];
  const issues = check(held?.tool.inputSchema, args).map((message) => ({ path, message }));
  if (issues.length > 0) throw new Refusal(validationError(issues));
}

async function askNoMore(tx: Tx, approval: Found, actor: Caller["actor"]) {
  await tx`insert into standing_approvals (conversation_id, server, name, approved_by)
    values (${approval.conversationId}, ${approval.server}, ${approval.name}, ${json(tx, actor)})
    on conflict do nothing`;
}
