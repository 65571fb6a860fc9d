import { sleep } from "../../../protocol/async/sleep.ts";
import type { ClaimedModelCall, LostAnswer } from "../../../store/call/claimed-model-call.ts";
import type { ModelAttempt } from "../call/attempt.ts";
import { fromProvider } from "../provider/provider-error.ts";
import type { AdoptedAnswer } from "./adopted-answer.ts";
import { classifyHistory, type RemoteEntry } from "./classify-history.ts";
import { findByCallId, readHistory } from "./remote-conversations.ts";

/** The answer of an earlier attempt, if it was found. */
export interface Recovered {
  answer: AdoptedAnswer | null;
  /** An earlier attempt may have been answered, and its request is sent again: it may be paid twice. */
  lost: boolean;
}

type Recovery = Pick<ModelAttempt, "deps" | "call" | "plan" | "signal">;

/** Looks for the answer of an earlier attempt that may have sent its request. Throws ProviderError. */
export async function findLostAnswer(recovery: Recovery): Promise<Recovered> {
  const { lostAnswer } = recovery.call;
  if (!lostAnswer) return { answer: null, lost: false };
  return await fromProvider("other", recovery.signal, () => recover(recovery, lostAnswer));
}

/**
 * Reads the provider's histories, twice if necessary, since they may lag behind. A complete answer to exactly the
 * planned inputs is adopted. Without one the request must be sent again, also when a conversation continued after the
 * answer, as after PostgreSQL was restored from an older backup: the answer cannot be attributed then.
 */
async function recover(recovery: Recovery, lostAnswer: LostAnswer): Promise<Recovered> {
  const { deps, call, signal } = recovery;
  const { remoteConversationUnknown } = lostAnswer;
  let named: string[] = [];
  let answered = false;
  for (const waitMs of [0, deps.engine.settleMs]) {
    await sleep(waitMs, signal);
    if (remoteConversationUnknown && named.length === 0) {
      named = await findByCallId(deps, call, signal);
    }
    const seen = await firstAnswer(recovery, candidates(call, lostAnswer, named));
    if (seen.answer) return { answer: seen.answer, lost: false };
    answered ||= seen.answered;
  }
  return { answer: null, lost: answered || (remoteConversationUnknown && named.length === 0) };
}

/** Remote conversations that may contain the answer: those created for this call, then the one that it appended to. */
function candidates(
  { checkpoint }: ClaimedModelCall,
  { remoteId }: LostAnswer,
  named: string[],
): string[] {
  const appended = checkpoint && !checkpoint.dirty ? [checkpoint.remoteId] : [];
  return [...new Set([...(remoteId ? [remoteId] : []), ...named, ...appended])];
}

async function firstAnswer(
  recovery: Recovery,
  ids: string[],
): Promise<{ answer: AdoptedAnswer | null; answered: boolean }> {
  const { deps, plan, signal } = recovery;
  let answered = false;
  for (const remoteId of ids) {
    const entries = await readHistory(deps, remoteId, signal);
    const settled = await settledLength(recovery, remoteId, entries);
    if (settled === null) continue;
    const history = classifyHistory(entries.slice(settled), plan.request.inputs);
    if (history.found === "other") answered ||= history.answered;
    if (history.found !== "answer") continue;
    const { outputs } = history;
    const before = entries.slice(0, entries.length - outputs.length);
    return { answer: { remoteId, before, outputs }, answered };
  }
  return { answer: null, answered };
}

/** The number of entries of a remote conversation that were settled before this call; null when it is unknown. */
async function settledLength(
  { deps, call: { checkpoint }, signal }: Recovery,
  remoteId: string,
  entries: readonly RemoteEntry[],
): Promise<number | null> {
  if (!checkpoint) return 0;
  const upTo = (all: readonly RemoteEntry[]) =>
    all.findIndex((e) => e.id === checkpoint.lastEntryId) + 1;
  const here = upTo(entries);
  if (here > 0) return here;
  if (remoteId === checkpoint.remoteId) return null;
  // A restart may give new ids to the entries that it copies; their number is the same.
  return upTo(await readHistory(deps, checkpoint.remoteId, signal)) || null;
}
