import { type Event, EventType } from "@ag-ui/core";
import type { Source } from "../../clients/client/source.ts";
import type { TurnFailure } from "../../clients/client/turn/mod.ts";
import { readable } from "../../clients/client/readable.ts";
import { agUiEnd } from "./ag-ui.generated.ts";
import type { RunRequest } from "./input.ts";

/** How a turn ended. */
export interface TurnEnd {
  turnId: string;
  status: string;
  failure: TurnFailure | null;
}

/** The event that ends a run: that of its last turn; null: there was none. */
export async function finishedEvent(
  { operations, request: { input }, signal }: {
    operations: Source;
    request: RunRequest;
    signal: AbortSignal;
  },
  end: TurnEnd | null,
): Promise<Event> {
  if (end?.status === "FAILED") {
    const { code, message } = end.failure ?? { code: "FAILED", message: "The turn failed." };
    return { type: EventType.RUN_ERROR, code, message };
  }
  const { threadId, runId } = input;
  const isWhole = end === null || end.status === "COMPLETED";
  const outcome = { type: isWhole ? "success" as const : "cancelled" as const };
  const more = end === null ? {} : await resultOf(operations, end.turnId, isWhole, signal);
  return { type: EventType.RUN_FINISHED, threadId, runId, outcome, ...more };
}

/** The reply as data, for an agent with an output schema, and the usage, for a caller who may read it. */
async function resultOf(
  operations: Source,
  id: string,
  isWhole: boolean,
  signal: AbortSignal,
): Promise<{ result?: unknown; usage?: { inputTokens: number; outputTokens: number }[] }> {
  const { turn } = await readable(operations.request(agUiEnd, { id }, { signal }));
  if (turn?.__typename !== "Turn") return {};
  const { output, usage } = turn;
  return {
    ...output !== null && isWhole && { result: output },
    ...usage && { usage: [{ inputTokens: usage.inputTokens, outputTokens: usage.outputTokens }] },
  };
}
