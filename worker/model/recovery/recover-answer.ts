import { ResponseValidationError } from "@mistralai/mistralai/models/errors";
import type { ClaimedModelCall, LostAnswer } from "../../../store/call/claim-model-call.ts";
import { trackRemoteConversation } from "../../../store/conversation/remote-conversations.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import { sleep } from "../../../protocol/async/sleep.ts";
import type { AdoptedAnswer } from "./adopted-answer.ts";
import { classifyHistory, isInput, type RemoteEntry } from "./classify-history.ts";
import { asObject, type Fields, idOf } from "../stream/fields.ts";

/** What was found of earlier attempts. */
export interface Found {
  answer: AdoptedAnswer | null;
  /** An earlier attempt was answered, perhaps, and is asked for again: it may be paid twice. */
  lost: boolean;
}

/** Pages of conversations that are looked through for our call id. */
const pages = 3;
const pageSize = 100;

/**
 * Reads the provider's record of a call whose answer was lost, twice if need be, since a record may lag behind. The
 * first finished answer to exactly our inputs is ours; where there is none, the request must be made again. So it must
 * where the conversation went on behind the answer, as after an older PostgreSQL was put back: whose answer it is can
 * then not be proven.
 */
export async function recover(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  lostAnswer: LostAnswer,
  signal: AbortSignal,
): Promise<Found> {
  let named: string[] = [];
  let answered = false;
  for (const waitMs of [0, deps.engine.settleMs]) {
    await sleep(waitMs, signal);
    if (lostAnswer.remoteConversationUnknown && named.length === 0) {
      named = await findByCallId(deps, call, signal);
    }
    const seen = await firstAnswer(deps, call, candidates(call, lostAnswer, named), signal);
    if (seen.answer) return { answer: seen.answer, lost: false };
    answered ||= seen.answered;
  }
  return {
    answer: null,
    lost: answered || (lostAnswer.remoteConversationUnknown && named.length === 0),
  };
}

/** Remote conversations in which the answer may stand: those made for this call, then the one that it appended to. */
function candidates(
  { checkpoint }: ClaimedModelCall,
  { remoteId }: LostAnswer,
  named: string[],
): string[] {
  const appended = checkpoint && !checkpoint.dirty ? [checkpoint.remoteId] : [];
  return [...new Set([...(remoteId ? [remoteId] : []), ...named, ...appended])];
}

async function firstAnswer(
  deps: ActivityDeps,
  call: ClaimedModelCall,
  ids: string[],
  signal: AbortSignal,
): Promise<{ answer: AdoptedAnswer | null; answered: boolean }> {
  let answered = false;
  for (const remoteId of ids) {
    const entries = await readHistory(deps, remoteId, signal);
    const settled = await settledLength(deps, call, remoteId, entries, signal);
    if (settled === null) continue;
    const verdict = classifyHistory(entries.slice(settled), call.inputs);
    if (verdict.found === "other") answered ||= verdict.answered;
    if (verdict.found !== "answer") continue;
    const { outputs } = verdict;
    const before = entries.slice(0, entries.length - outputs.length);
    return { answer: { remoteId, before, outputs }, answered };
  }
  return { answer: null, answered };
}

/** How many entries of a remote conversation were settled before this call; null when that cannot be told. */
async function settledLength(
  deps: ActivityDeps,
  { checkpoint }: ClaimedModelCall,
  remoteId: string,
  entries: readonly RemoteEntry[],
  signal: AbortSignal,
): Promise<number | null> {
  if (!checkpoint) return 0;
  const upTo = (all: readonly RemoteEntry[]) =>
    all.findIndex((e) => e.id === checkpoint.lastEntryId) + 1;
  const here = upTo(entries);
  if (here > 0) return here;
  if (remoteId === checkpoint.remoteId) return null;
  // A restart may give new ids to the entries that it copies; their number stays.
  return upTo(await readHistory(deps, checkpoint.remoteId, signal)) || null;
}

/**
 * The id of the last entry of a remote conversation, which an answer has left; null when the record lags behind and
 * ends before the answer, unless that was `empty`.
 */
export async function lastAnswerId(
  deps: ActivityDeps,
  remoteId: string,
  empty: boolean,
  signal: AbortSignal,
): Promise<string | null> {
  const last = (await readHistory(deps, remoteId, signal)).at(-1);
  return last && (empty || !isInput(last)) ? idOf(last.id) : null;
}

const readHistory = ({ conversations, engine }: ActivityDeps, id: string, signal: AbortSignal) =>
  conversations.history(id, signal, engine.idleMs);

/** Remote conversations that carry our call id, newest first. The filter alone is not trusted to find or to leave out. */
export async function findByCallId(
  { mistral, sql }: ActivityDeps,
  call: ClaimedModelCall,
  signal: AbortSignal,
): Promise<string[]> {
  const metadata = { tramontane_call: call.id };
  const { conversations } = mistral.beta;
  for (let n = 0; n <= pages; n++) {
    const asked = n === 0 ? { metadata } : { page: n - 1 };
    const page = await leniently(conversations.list({ pageSize, ...asked }, { signal }));
    const named = page.filter((c) => asObject(c.metadata)?.tramontane_call === call.id);
    const ours = named.flatMap((c) => idOf(c.id) ?? []);
    for (const id of ours) await trackRemoteConversation(sql, call, id);
    if (ours.length > 0) return ours;
    if (n > 0 && page.length < pageSize) break;
  }
  return [];
}

/** A page of conversations; where the SDK refuses it for one field, as it came. */
async function leniently(page: Promise<unknown>): Promise<Fields[]> {
  const read = await page.catch((error) => {
    if (error instanceof ResponseValidationError) return error.rawValue;
    throw error;
  });
  return Array.isArray(read) ? read.map(asObject).filter((c) => c !== null) : [];
}
