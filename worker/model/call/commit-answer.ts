import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import type { ClaimedToolCall } from "../../../store/call/claim-tool-call.ts";
import { commitModelCall } from "../../../store/call/commit-model-call.ts";
import { Lease } from "../../lease.ts";
import type { Transcript } from "../answer/transcript.ts";
import { outputOf } from "../answer/validate-output.ts";
import type { ModelAttempt } from "./attempt.ts";
import { isCutByBudget } from "./completion-args.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { usedBy } from "./used-tokens.ts";

/** What comes after a model call. `run`: its quick tool calls, which are claimed. */
export type AfterModelCall = Advance | { next: "run"; calls: ClaimedToolCall[]; lease: Lease };

/**
 * Commits a complete answer, with its checkpoint, its usage and its validated output. Quick tool calls are claimed with
 * it if this process may make them.
 */
export async function commitAnswer(
  { deps, call, signal, deadline, makesTools }: ModelAttempt,
  transcript: Transcript,
  adopted: boolean,
): Promise<AfterModelCall> {
  const checkpoint = await readCheckpoint(deps, call, transcript, signal);
  const used = usedBy(transcript, adopted);
  const output = await outputOf(deps.checks.of(call.tenant), call, transcript);
  const { leaseMs, maxAttempts } = deps.engine;
  const lease = new Lease(leaseMs);
  const terms = {
    leaseMs,
    maxAttempts,
    deadlineMs: deadline.leftMs,
    traceparent: call.traceparent,
  };
  const next = await commitModelCall(deps.sql, call, {
    ...{ checkpoint, used, output },
    entries: transcript.entries(),
    toolCallsLeft: call.toolCallsLeft,
    toolCallsOfBudget: call.toolCallsOfBudget,
    cutByBudget: isCutByBudget(call, used.outputTokens),
    isQuick: (tool) => deps.toolPace.isQuick(tool),
    claimTools: makesTools ? terms : null,
  });
  return next.next === "run" ? { ...next, lease } : next;
}
