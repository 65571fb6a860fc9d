import type { AgentTool } from "../../protocol/agent/agent.ts";
import { admission, approvalTimeoutMs } from "../../protocol/approval/approval.ts";
import type { NewEvent } from "../../protocol/log/event.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import { endUnmadeCalls, type ToolOutcome } from "../call/commit-tool-call.ts";
import { interval, json, type Tx } from "../database/sql.ts";
import { contentHash, derivedId } from "../ids.ts";
import { stepEvent, turnEvent } from "../log/events.ts";
import { appendApprovalEvents } from "./approval-events.ts";

/** The admitted tool calls of an answer, with the events to append. */
export interface Admitted {
  /** The calls that may run now. */
  ready: ReadyTool[];
  events: NewEvent[];
}

/** A tool call that may run. `idempotent`: it may be made again. */
export interface ReadyTool {
  id: string;
  server: string;
  name: string;
  idempotent: boolean;
}

/** Admits the tool calls of an answer by the policies of their tools: each may run, is denied, or needs an approval. */
export async function admitTools(tx: Tx, call: ClaimedCall, ids: string[]): Promise<Admitted> {
  const admitted: Admitted = { ready: [], events: [] };
  const asked: AskedCall[] = [];
  for (const row of await callsOf(tx, ids)) {
    const { id, server, name } = row;
    const tool = row.tools.find((t) => t.server === server && t.tool.name === name);
    const decision = admission(tool?.policy, row);
    const idempotent = tool?.tool.idempotent === true;
    if (decision === "run") admitted.ready.push({ id, server, name, idempotent });
    else if (decision === "ask" && tool) asked.push({ ...row, tool });
    else admitted.events.push(...await endUnmadeCalls(tx, call, [id], denied(name)));
  }
  if (asked.length > 0) admitted.events.push(...await requestApprovals(tx, call, asked));
  return admitted;
}

interface Row {
  id: string;
  server: string;
  name: string;
  arguments: unknown;
  tools: AgentTool[];
  standing: boolean;
}
type AskedCall = Row & { tool: AgentTool };

async function callsOf(tx: Tx, ids: string[]): Promise<Row[]> {
  return await tx<Row[]>`
    select c.id, c.server, c.name, c.arguments, v.spec->'tools' as tools,
      exists (select from standing_approvals s where s.conversation_id = c.conversation_id
        and s.server = c.server and s.name = c.name) as standing
    from calls c join conversations o on o.id = c.conversation_id
    left join entries e on e.id = c.id
    join agent_versions v on v.id = coalesce(e.author_version_id, o.agent_version_id) where c.id = any(${ids}) order by c.place`;
}

const denied = (name: string): ToolOutcome => ({
  result: `The tool ${name} was not called: its policy does not allow it. Do not try it again.`,
  output: null,
  failure: { code: "REJECTED", message: `The policy of ${name} does not allow it.` },
});

async function requestApprovals(
  tx: Tx,
  call: ClaimedCall,
  asked: readonly AskedCall[],
): Promise<NewEvent[]> {
  const { tenant, conversationId, turnId } = call;
  const approvals = asked.map(({ id }) => ({ id: derivedId("approval", id), turnId, callId: id }));
  for (const { id, tool, arguments: args } of asked) {
    const timeout = interval(tx, tool.approvalTimeoutMs ?? approvalTimeoutMs);
    await tx`insert into approvals (id, tenant, conversation_id, turn_id, call_id, proposed_arguments,
        arguments_hash, approve_on_timeout, expires_at)
      values (${derivedId("approval", id)}, ${tenant}, ${conversationId}, ${turnId}, ${id}, ${
      json(tx, args)
    }, ${contentHash(args)}, ${tool.approveOnTimeout ?? false}, clock_timestamp() + ${timeout})`;
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
