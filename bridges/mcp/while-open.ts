import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { isId } from "../../protocol/ids.ts";
import { errorFields } from "../../telemetry/log.ts";
import { BridgeError, payloadOf } from "../failure.ts";
import type { AgentCall } from "./call.ts";
import { mcpCancelResearch, mcpCancelTurn } from "./mcp.generated.ts";

/** How long a call waits for its turn or run, ms. After that its result says how to read on. */
const maxWaitMs = 60 * 60_000;

/**
 * Reads while the client is there, for an hour at most. A client that closes the connection of a call without a key has
 * cancelled it, as revision 2026-07-28 defines; one with a key may repeat it, so that its turn or run goes on.
 */
export async function whileOpen<T>(
  call: AgentCall,
  id: string,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, request, key, client } = call;
  const leave = () => {
    if (request.signal.aborted && client.isModern && !key.isGiven) void cancel(call, id);
  };
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  try {
    const done = await read(deadlineSignal(maxWaitMs, signal));
    if (!signal.aborted) return done;
  } catch (error) {
    // A stream that ends with the process fails in many ways.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", leave);
  }
  throw stopped;
}

const stopped = new BridgeError({
  status: 503,
  code: "SHUTTING_DOWN",
  message: "This server stops, and the work goes on.",
  retryAfterS: 1,
});

const reason = "The MCP client closed the connection of the call.";

/** No caller waits for it: a failure is logged, and the work ends by its own limits. */
async function cancel({ operations, log }: AgentCall, id: string): Promise<void> {
  try {
    await cancelWork(operations, id, reason);
  } catch (error) {
    log.warn("bridges.mcp_cancel_failed", { id, ...errorFields(error) });
  }
}

/** Cancels a turn or a run. */
export async function cancelWork(
  operations: AgentCall["operations"],
  id: string,
  reason: string,
): Promise<void> {
  const idempotencyKey = crypto.randomUUID();
  if (isId("research", id)) {
    const input = { idempotencyKey, researchId: id, reason };
    payloadOf((await operations.request(mcpCancelResearch, { input })).result);
    return;
  }
  const input = { idempotencyKey, turnId: id, reason };
  payloadOf((await operations.request(mcpCancelTurn, { input })).result);
}
