import { MistralError } from "@mistralai/mistralai/models/errors";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import {
  claimAbandonedConversations,
  removeRemoteConversation,
} from "../../store/conversation/remote-conversations.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import type { ProviderAccounts } from "../tenants/provider-accounts.ts";

/** Dependencies of the task. */
export interface DeleteDeps {
  sql: Sql;
  accounts: Pick<ProviderAccounts, "of">;
  provider: string;
  /** Minimum time since a conversation was abandoned, ms: an open request may still write to it. */
  afterMs: number;
  log: Logger;
}

/** Maximum number of deletions in one run. */
const limit = 20;
/** Time limit of one deletion at the provider, ms. */
const deleteMs = 10_000;

/** Deletes conversations at the provider that no checkpoint refers to: after a fork, or when two were created. */
export function deleteRemoteConversations(deps: DeleteDeps): PeriodicTask {
  return {
    name: "deleteRemoteConversations",
    intervalMs: Math.min(60_000, Math.max(500, deps.afterMs)),
    run: async (signal) => await deleteBatch(deps, signal) ? 1_000 : undefined,
  };
}

/** One run; true when there may be more. */
async function deleteBatch(
  { sql, accounts, provider, afterMs, log }: DeleteDeps,
  signal: AbortSignal,
) {
  const claimed = await claimAbandonedConversations(sql, provider, { afterMs, limit });
  let deleted = 0;
  for (const { tenant, remoteId: conversationId } of claimed) {
    if (signal.aborted) break;
    try {
      const options = { signal: deadlineSignal(deleteMs, signal) };
      await accounts.of(tenant).mistral.beta.conversations.delete({ conversationId }, options);
    } catch (error) {
      const notFound = error instanceof MistralError && error.statusCode === 404;
      if (!notFound) log.warn("model.conversation_delete_failed", errorFields(error));
      if (!notFound) continue;
    }
    await removeRemoteConversation(inTenant(sql, tenant), provider, conversationId);
    deleted++;
  }
  if (deleted > 0) log.info("model.conversations_deleted", { count: deleted });
  return deleted === limit;
}
