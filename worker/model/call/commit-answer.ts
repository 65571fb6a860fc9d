import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import { commitModelCall } from "../../../store/call/commit-model-call.ts";
import type { Transcript } from "../answer/transcript.ts";
import { outputOf } from "../answer/validate-output.ts";
import type { ModelAttempt } from "./attempt.ts";
import { isCutByBudget } from "./completion-args.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { usedBy } from "./used-tokens.ts";

/** Commits a complete answer, with its checkpoint, its usage and its validated output. */
export async function commitAnswer(
  { deps, call, signal }: ModelAttempt,
  transcript: Transcript,
  adopted: boolean,
): Promise<Advance> {
  const checkpoint = await readCheckpoint(deps, call, transcript, signal);
  const used = usedBy(transcript, adopted);
  return await commitModelCall(deps.sql, call, {
    ...{ checkpoint, used },
    entries: transcript.entries(),
    toolCallsLeft: call.toolCallsLeft,
    toolCallsOfBudget: call.toolCallsOfBudget,
    cutByBudget: isCutByBudget(call, used.outputTokens),
    output: await outputOf(deps.checks, call, transcript),
  }) as Advance;
}
