import { MistralError } from "@mistralai/mistralai/models/errors";
import type { Mistral } from "@mistralai/mistralai";
import type { Sql } from "../store/connect.ts";
import { claimAbandoned, forgetRemote } from "../store/engine/remotes.ts";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { pause } from "./pause.ts";

/** What it takes to delete remote conversations that nothing is based on. */
export interface ForgetDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  /** How long they must have been left alone, ms: one may still be written to. */
  afterMs: number;
  log: Logger;
}

/** Most deletions in one round. */
const most = 20;

/** Deletes remote conversations that were forked away from or made twice, until the signal aborts. */
export async function keepForgettingRemotes(deps: ForgetDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const full = await forgetOnce(deps, signal).catch((error) => {
      deps.log.warn("remote_conversations_unread", errorFields(error));
    });
    await pause(full ? 1_000 : Math.min(60_000, Math.max(500, deps.afterMs)), signal);
  }
}

/** One round; true when there may be more. */
async function forgetOnce(
  { sql, mistral, provider, afterMs, log }: ForgetDeps,
  signal: AbortSignal,
) {
  const ids = await claimAbandoned(sql, provider, { afterMs, most });
  let deleted = 0;
  for (const conversationId of ids) {
    if (signal.aborted) break;
    try {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
      await mistral.beta.conversations.delete({ conversationId }, { signal: inTime });
    } catch (error) {
      const gone = error instanceof MistralError && error.statusCode === 404;
      if (!gone) log.warn("remote_conversation_undeleted", errorFields(error));
      if (!gone) continue;
    }
    await forgetRemote(sql, provider, conversationId);
    deleted++;
  }
  if (deleted > 0) log.info("remote_conversations_deleted", { count: deleted });
  return deleted === most;
}
