import { ResponseValidationError } from "@mistralai/mistralai/models/errors";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { trackRemoteConversation } from "../../../store/conversation/remote-conversations.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import { asObject, type Fields, idOf } from "../stream/fields.ts";
import { isInput, type RemoteEntry } from "./classify-history.ts";

/** Maximum pages of conversations that are searched for the id of a call. */
const maxPages = 3;
const pageSize = 100;

/** All entries of a remote conversation. */
export function readHistory(
  { conversations, engine }: ActivityDeps,
  remoteId: string,
  signal: AbortSignal,
): Promise<RemoteEntry[]> {
  return conversations.history(remoteId, signal, engine.idleMs);
}

/**
 * The id of the last entry of a remote conversation after an answer. Null when the history lags behind and ends before
 * the answer, unless that was `empty`.
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

/**
 * Remote conversations whose metadata has the id of this call, newest first. Each page is checked: the provider's
 * filter may omit some of them, and return others.
 */
export async function findByCallId(
  { mistral, sql }: ActivityDeps,
  call: ClaimedModelCall,
  signal: AbortSignal,
): Promise<string[]> {
  const metadata = { tramontane_call: call.id };
  const { conversations } = mistral.beta;
  for (let n = 0; n <= maxPages; n++) {
    const query = n === 0 ? { metadata } : { page: n - 1 };
    const page = await readPage(conversations.list({ pageSize, ...query }, { signal }));
    const named = page.filter((c) => asObject(c.metadata)?.tramontane_call === call.id);
    const ids = named.flatMap((c) => idOf(c.id) ?? []);
    for (const id of ids) await trackRemoteConversation(sql, call, id);
    if (ids.length > 0) return ids;
    if (n > 0 && page.length < pageSize) break;
  }
  return [];
}

/** A page of conversations; the unvalidated data where the SDK rejects the page for one field. */
async function readPage(page: Promise<unknown>): Promise<Fields[]> {
  const read = await page.catch((error) => {
    if (error instanceof ResponseValidationError) return error.rawValue;
    throw error;
  });
  return Array.isArray(read) ? read.map(asObject).filter((c) => c !== null) : [];
}
