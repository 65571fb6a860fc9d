import { MistralError } from "@mistralai/mistralai/models/errors";
import type { Mistral } from "@mistralai/mistralai";
import type { Sql } from "../../store/database/connect.ts";
import {
  claimAbandonedConversations,
  removeRemoteConversation,
} from "../../store/conversation/remote-conversations.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";

/** What it takes to delete remote conversations that nothing is based on. */
export interface DeleteDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  /** How long they must have been left alone, ms: one may still be written to. */
  afterMs: number;
  log: Logger;
}

/** Most deletions in one round. */
const limit = 20;

/** Deletes remote conversations that were forked away from or made twice, until the signal aborts. */
export async function deleteRemoteConversations(
  deps: DeleteDeps,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const full = await deleteBatch(deps, signal).catch((error) => {
      deps.log.warn("worker.delete_remote_conversations_failed", errorFields(error));
    });
    await pause(full ? 1_000 : Math.min(60_000, Math.max(500, deps.afterMs)), signal);
  }
}

/** One round; true when there may be more. */
async function deleteBatch(
  { sql, mistral, provider, afterMs, log }: DeleteDeps,
  signal: AbortSignal,
) {
  const ids = await claimAbandonedConversations(sql, provider, { afterMs, limit });
  let deleted = 0;
  for (const conversationId of ids) {
    if (signal.aborted) break;
    try {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
      await mistral.beta.conversations.delete({ conversationId }, { signal: inTime });
    } catch (error) {
      const gone = error instanceof MistralError && error.statusCode === 404;
      if (!gone) log.warn("model.conversation_delete_failed", errorFields(error));
      if (!gone) continue;
    }
    await removeRemoteConversation(sql, provider, conversationId);
    deleted++;
  }
  if (deleted > 0) log.info("model.conversations_deleted", { count: deleted });
  return deleted === limit;
}
