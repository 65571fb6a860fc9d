import type { Advance } from "../../protocol/conversation-workflow.ts";
import type { Failure } from "../../protocol/status.ts";
import type { ClaimedModelCall } from "../../store/engine/claim-model-call.ts";
import { retryModelCall } from "../../store/engine/model-retry.ts";
import { emptyAnswerRefused } from "../../telemetry/events.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import type { Transcript } from "./transcript.ts";
import { usedBy } from "./used-tokens.ts";

const failure: Failure = {
  code: "INVALID_OUTPUT",
  message: "The model's answer was empty; the model is called once more.",
};

/** True for the first empty answer to a call; a second one is accepted. */
export function isAskedAgain(
  { refusedAnswers, attempt, maxAttempts }: Pick<
    ClaimedModelCall,
    "refusedAnswers" | "attempt" | "maxAttempts"
  >,
  { isEmpty }: Pick<Transcript, "isEmpty">,
): boolean {
  return isEmpty && refusedAnswers === 0 && attempt < maxAttempts;
}

/**
 * Repeats the call at once. The empty answer was paid and is charged; it is no outage of the model. The next attempt
 * reads the provider's history first, which may hold an answer that the stream lacked.
 */
export async function askAgain(
  { sql, log }: ActivityDeps,
  call: ClaimedModelCall,
  transcript: Transcript,
  adopted: boolean,
): Promise<Advance> {
  emptyAnswerRefused(log, call);
  await retryModelCall(sql, call, {
    ...{ failure, retryAt: new Date(), consumed: true, blind: false, counts: true },
    refused: usedBy(transcript, adopted),
  });
  return { next: "later", waitMs: 1 };
}
