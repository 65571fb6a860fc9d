import { MistralError } from "@mistralai/mistralai/models/errors";
import type { Mistral } from "@mistralai/mistralai";
import type { Sql } from "../../store/database/connect.ts";
import { removeRemoteConversation } from "../../store/conversation/remote-conversations.ts";
import { detachForks } from "../../store/erasure/detach-forks.ts";
import { eraseContent } from "../../store/erasure/erase-content.ts";
import {
  abandonAllConversations,
  claimErasures,
  type Erasure,
  finishErasure,
  remotesToErase,
} from "../../store/erasure/erasures.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";

/** What it takes to erase conversations. */
export interface EraseDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  /** How long after the close a request for it may still be under way, ms. */
  afterMs: number;
  log: Logger;
}

/** Between two looks, ms. */
const interval = 1_000;
/** Another worker takes over what was not finished by then, ms. */
const againMs = 10_000;
/** Most conversations in one round, and max remote conversations of one deleted in it. */
const max = { conversations: 10, remotes: 20 };
/** Most remote conversations that are looked through at once. */
const pageSize = 100;
/** How long the provider may take for one answer, ms. */
const answerMs = 10_000;

/** Erases conversations that were closed for it, here and at the provider, until the signal aborts. */
export async function eraseConversations(deps: EraseDeps, signal: AbortSignal): Promise<void> {
  const { sql, log, afterMs } = deps;
  while (!signal.aborted) {
    try {
      const due = await claimErasures(sql, { afterMs, againMs, max: max.conversations });
      for (const erasure of due) if (!signal.aborted) await eraseOne(deps, erasure, signal);
    } catch (error) {
      log.warn("worker.erase_conversations_failed", errorFields(error));
    }
    await pause(interval, signal);
  }
}

/** One round for one conversation; what is left, or failed, is for a later round. */
async function eraseOne(deps: EraseDeps, erasure: Erasure, signal: AbortSignal): Promise<void> {
  const { sql, log, provider } = deps;
  const told = { conversationId: erasure.id };
  try {
    while (!await eraseContent(sql, erasure.id)) if (signal.aborted) return;
    await abandonAllConversations(sql, erasure.id);
    while (!await detachForks(sql, erasure.id)) if (signal.aborted) return;
    if (erasure.provider !== provider) return log.warn("conversation.erase_deferred", told);
    if (!await eraseRemotes(deps, erasure, signal)) return;
    await finishErasure(sql, erasure.id);
    log.info("conversation.erase_completed", told);
  } catch (error) {
    log.warn("conversation.erase_failed", { ...told, ...errorFields(error) });
  }
}

/** True when the provider holds nothing of it any more. */
async function eraseRemotes(deps: EraseDeps, erasure: Erasure, signal: AbortSignal) {
  const kept = await remotesToErase(deps.sql, erasure, max.remotes);
  await removeAll(deps, erasure, kept, signal);
  if (kept.length === max.remotes) return false;
  // A request that was cut before it named its conversation left one that only its metadata tells.
  const unnamed = await findUnnamed(deps.mistral, erasure.id, signal);
  await removeAll(deps, erasure, unnamed, signal);
  return unnamed.length < pageSize;
}

async function removeAll(
  { sql, mistral }: EraseDeps,
  { provider }: Erasure,
  ids: readonly string[],
  signal: AbortSignal,
) {
  for (const id of ids) {
    await remove(mistral, id, signal);
    await removeRemoteConversation(sql, provider, id);
  }
}

async function findUnnamed(mistral: Mistral, id: string, signal: AbortSignal): Promise<string[]> {
  const metadata = { tramontane_conversation: id };
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  const page = await mistral.beta.conversations.list({ metadata, pageSize }, {
    signal: inTime,
  });
  return page.filter((c) => c.metadata?.tramontane_conversation === id).map((c) => c.id);
}

async function remove(mistral: Mistral, conversationId: string, signal: AbortSignal) {
  try {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
    await mistral.beta.conversations.delete({ conversationId }, { signal: inTime });
  } catch (error) {
    if (!(error instanceof MistralError) || error.statusCode !== 404) throw error;
  }
}
