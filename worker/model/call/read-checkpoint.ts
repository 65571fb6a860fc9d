import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import type { Checkpoint } from "../../../store/turn/open-turn.ts";
import { errorFields } from "../../../telemetry/log.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import type { Transcript } from "../answer/transcript.ts";
import { findByCallId, lastAnswerId } from "../recovery/remote-conversations.ts";

/** Time limit for looking up the missing ids of a complete answer, ms. */
const lookupMs = 5_000;

/**
 * The checkpoint after an answer. Ids that the answer lacks are looked up at the provider, never generated, since they
 * are sent back. Null where there are none: the next request then starts a conversation with the replayed history.
 */
export async function readCheckpoint(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  transcript: Pick<Transcript, "remoteId" | "lastEntryId" | "isEmpty">,
  signal: AbortSignal,
): Promise<Pick<Checkpoint, "remoteId" | "lastEntryId"> | null> {
  const { remoteId, lastEntryId, isEmpty } = transcript;
  if (remoteId !== null && lastEntryId !== null) return { remoteId, lastEntryId };
  const inTime = deadlineSignal(lookupMs, signal);
  try {
    const found = remoteId ?? (await findByCallId(deps, call, inTime))[0] ?? null;
    if (found === null) return null;
    const last = lastEntryId ?? await lastAnswerId(deps, found, isEmpty, inTime);
    return last === null ? null : { remoteId: found, lastEntryId: last };
  } catch (error) {
    signal.throwIfAborted();
    const { id: callId, conversationId } = call;
    deps.log.warn("model.checkpoint_failed", { callId, conversationId, ...errorFields(error) });
    return null;
  }
}
