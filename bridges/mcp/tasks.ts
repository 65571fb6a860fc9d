import {
  type CallToolResult,
  type InputResponses,
  ProtocolError,
  ProtocolErrorCode,
} from "@modelcontextprotocol/server";
import { keyOfClient } from "../../protocol/mcp/call-depth.ts";
import type { BridgeCall } from "../bridge.ts";
import { canAsk, formsOf, waitingCalls } from "./approvals.ts";
import { decideAll } from "./decisions.ts";
import { mcpWork } from "./mcp.generated.ts";
import { type Run, runResult } from "./run-result.ts";
import { hasEnded, type Turn, turnResult } from "./turn-result.ts";
import { cancelWork } from "./while-open.ts";

/** Suggested time between two questions after a task, ms. */
const pollMs = { turn: 1_000, run: 5_000 };

/** A task is a turn or a run, and has its id: any API process knows it, for as long as it is stored. */
type Work = ({ __typename: "Turn" } & Turn) | ({ __typename: "ResearchRun" } & Run);

/** The result of `tools/call` for a client that takes tasks. */
export const createdTask = (work: Work) => ({ resultType: "task", ...stateOf(work), content: [] });

/** The result of `tasks/get`. `forms`: the client shows forms. */
export async function readTask(call: BridgeCall, taskId: string, forms: boolean) {
  const work = await workOf(call, taskId);
  if (work.__typename === "Turn" && work.status === "WAITING") {
    return { ...stateOf(work), ...await waitingTask(call, work, forms) };
  }
  const isCompleted = hasEnded(work.status) && statusOf(work.status) === "completed";
  return { ...stateOf(work), ...(isCompleted && { result: resultOf(call, work) }) };
}

/** The result of `tasks/update`: decides what the client's user has decided. */
export async function updateTask(call: BridgeCall, taskId: string, answers: InputResponses) {
  await workOf(call, taskId);
  const refused = await decideAll(call.operations, answers);
  if (refused.length > 0) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, refused.join("\n"));
  }
  return {};
}

/** The result of `tasks/cancel`. */
export async function cancelTask(call: BridgeCall, taskId: string) {
  await workOf(call, taskId);
  await cancelWork(call.operations, taskId, "The MCP client cancelled the task.");
  return {};
}

async function workOf({ operations }: BridgeCall, id: string): Promise<Work> {
  const { work } = await operations.request(mcpWork, { id });
  if (work?.__typename === "Turn" || work?.__typename === "ResearchRun") return work;
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, "There is no such task.");
}

async function waitingTask({ operations }: BridgeCall, turn: Turn, forms: boolean) {
  const waiting = await waitingCalls(operations, turn.id);
  if (waiting.length === 0) return {};
  const open = forms ? waiting.filter(canAsk) : [];
  const named = waiting.map(({ tool, approval }) => `${tool} (${approval?.id ?? "not readable"})`);
  const statusMessage = `Waits for approvals: ${named.join(", ")}. ` +
    "They are decided by the mutation decideApproval with the scope approvals:decide.";
  if (open.length === 0) return { statusMessage };
  return { status: "input_required", statusMessage, inputRequests: formsOf(open, turn) };
}

function stateOf(work: Work) {
  const isTurn = work.__typename === "Turn";
  const changedAt = work.endedAt ?? (isTurn ? work.startedAt : null);
  return {
    taskId: work.id,
    status: statusOf(work.status),
    statusMessage: work.status,
    createdAt: work.createdAt,
    lastUpdatedAt: changedAt ?? work.createdAt,
    ttlMs: null,
    pollIntervalMs: isTurn ? pollMs.turn : pollMs.run,
  };
}

/** A turn that failed is a completed task: the result is an error of the tool, not of the protocol. */
function statusOf(status: string): "working" | "completed" | "cancelled" {
  if (!hasEnded(status)) return "working";
  return status === "CANCELLED" || status === "DISCARDED" ? "cancelled" : "completed";
}

/** The result as `tools/call` would have answered. The key of a run is not known here: no message has it. */
function resultOf(
  { request }: BridgeCall,
  work: Work,
): CallToolResult & { resultType: "complete" } {
  const result = work.__typename === "Turn"
    ? turnResult(work, keyOfClient(work.messages[0]?.idempotencyKey ?? null))
    : runResult(work, null, request.url);
  return { ...result, resultType: "complete" };
}
