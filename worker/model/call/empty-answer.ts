import type { Advance } from "../../../protocol/conversation/conversation-workflow.ts";
import type { Failure } from "../../../protocol/status.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { retryModelCall } from "../../../store/call/retry-model-call.ts";
import { emptyAnswerRejected } from "../../../telemetry/outcomes/log-events.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import type { Transcript } from "../answer/transcript.ts";
import { usedBy } from "./used-tokens.ts";

const failure: Failure = {
  code: "INVALID_OUTPUT",
  message: "The model's answer was empty; the model is called once more.",
};

/** True for the first empty answer to a call; a second one is accepted. */
export function isRepeated(
  { rejectedAnswers, attempt, maxAttempts }: Pick<
    ClaimedModelCall,
    "rejectedAnswers" | "attempt" | "maxAttempts"
  >,
  { isEmpty }: Pick<Transcript, "isEmpty">,
): boolean {
  return isEmpty && rejectedAnswers === 0 && attempt < maxAttempts;
}

/**
 * Repeats the call at once. The empty answer was billed and is charged; it is no outage of the model. The next attempt
 * reads the provider's history first, which may contain an answer that the stream lacked.
 */
export async function repeatCall(
  { sql, log }: ActivityDeps,
  call: ClaimedModelCall,
  transcript: Transcript,
  adopted: boolean,
): Promise<Advance> {
  emptyAnswerRejected(log, call);
  await retryModelCall(sql, call, {
    ...{ failure, retryAt: new Date(), consumed: true, counts: true },
    remoteConversationUnknown: false,
    refused: usedBy(transcript, adopted),
  });
  return { next: "later", waitMs: 1 };
}
