import type { AgentTool } from "../../protocol/agent/agent.ts";
import { type Admission, admission, approvalTimeoutMs } from "../../protocol/approval/approval.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import { readVersion } from "../call/called-versions.ts";
import type { WrittenEntry } from "../call/model-outcome.ts";
import type { ToolOutcome } from "../call/tool-outcome.ts";
import { type Db, interval, json, sanitized, type Tx } from "../database/sql.ts";
import { contentHash, derivedId } from "../ids.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import { appendApprovalEvents } from "./approval-events.ts";
import { needsOther, sendersOfTurn } from "./separation.ts";

/** A tool call of an answer, with what decides whether it runs. */
export interface RequestedTool {
  id: string;
  server: string;
  name: string;
  remoteToolCallId: string | null;
  arguments: unknown;
  /** The tool as the version that called it has it; null if the model invented the name. */
  agentTool: AgentTool | null;
  agentName: string;
}

/** Tool calls of an answer by what happens to them first. */
export interface AdmittedTools {
  /** They run at once. */
  ready: RequestedTool[];
  /** They need an approval. */
  asked: RequestedTool[];
  denied: RequestedTool[];
}

type WrittenCall = Extract<WrittenEntry, { kind: "tool" }>;

/** Decides about the tool calls of an answer by the policies of their tools. Reads only. */
export async function admitTools(db: Db, calls: readonly WrittenCall[]): Promise<AdmittedTools> {
  const admitted: AdmittedTools = { ready: [], asked: [], denied: [] };
  if (calls.length === 0) return admitted;
  for (const { versionId, standing, ...row } of await announcedCalls(db, calls.map((c) => c.id))) {
    const { version: { spec, agentName } } = await readVersion(db, versionId);
    const written = calls.find((c) => c.id === row.id);
    const { server, name } = written?.tool ?? row;
    const agentTool = spec.tools.find((t) => t.server === server && t.tool.name === name) ?? null;
    const remoteToolCallId = written?.remoteToolCallId ?? row.remoteToolCallId;
    const args = sanitized(written?.arguments);
    const tool = {
      id: row.id,
      server,
      name,
      remoteToolCallId,
      arguments: args,
      agentTool,
      agentName,
    };
    admitted[placeOf(admission(agentTool?.policy, { arguments: args, standing }))].push(tool);
  }
  return admitted;
}

const placeOf = (decision: Admission) =>
  ({ run: "ready", ask: "asked", deny: "denied" } as const)[decision];

interface AnnouncedCall {
  id: string;
  server: string;
  name: string;
  remoteToolCallId: string | null;
  /** The version that called it. */
  versionId: string;
  /** It was approved for all further calls, by someone who may approve this one. */
  standing: boolean;
}

async function announcedCalls(db: Db, ids: string[]): Promise<AnnouncedCall[]> {
  return await db<AnnouncedCall[]>`
    select c.id, c.server, c.name, c.remote_tool_call_id,
      coalesce(e.author_version_id, o.agent_version_id) as version_id,
      exists (select from standing_approvals s where s.conversation_id = c.conversation_id
        and s.server = c.server and s.name = c.name
        and not (${needsOther(db)} and s.approved_by->>'name' = any(${
    sendersOfTurn(db)
  }))) as standing
    from calls c join conversations o on o.id = c.conversation_id
    left join entries e on e.id = c.id where c.id = any(${ids}) order by c.place`;
}

/** Outcome of a tool call that its policy does not allow. */
export const denied = (name: string): ToolOutcome => ({
  result: `The tool ${name} was not called: its policy does not allow it. Do not try it again.`,
  output: null,
  failure: { code: "REJECTED", message: `The policy of ${name} does not allow it.` },
});

/** Requests approvals of tool calls: they and the turn wait. Returns the events to append. */
export async function requestApprovals(
  tx: Tx,
  call: ClaimedCall,
  asked: readonly RequestedTool[],
): Promise<NewEvent[]> {
  const { tenant, conversationId, turnId } = call;
  const approvals = asked.map(({ id }) => ({ id: derivedId("approval", id), turnId, callId: id }));
  for (const { id, agentTool, arguments: args } of asked) {
    const timeout = interval(tx, agentTool?.approvalTimeoutMs ?? approvalTimeoutMs);
    await tx`insert into approvals (id, tenant, conversation_id, turn_id, call_id, proposed_arguments,
        arguments_hash, approve_on_timeout, expires_at)
      values (${derivedId("approval", id)}, ${tenant}, ${conversationId}, ${turnId}, ${id}, ${
      json(tx, args)
    }, ${contentHash(args)}, ${
      agentTool?.approveOnTimeout ?? false
    }, clock_timestamp() + ${timeout})`;
  }
  await tx`update calls set status = 'WAITING' where id = any(${asked.map((a) => a.id)})`;
  await tx`update turns set status = 'WAITING', waiting_since = clock_timestamp() where id = ${turnId}`;
  const waiting = turnEvent(turnId, "WAITING");
  return [
    ...await appendApprovalEvents(tx, tenant, approvals, "PENDING"),
    ...asked.map(({ id }) => stepEvent({ id, turnId, attempt: 0 }, "WAITING")),
    { ...waiting, id: `${waiting.id}/${call.id}` },
  ];
}
