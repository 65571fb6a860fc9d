import { MistralError } from "@mistralai/mistralai/models/errors";
import type { Mistral } from "@mistralai/mistralai";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
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
import type { ProviderAccounts } from "../tenants/provider-accounts.ts";

/** Dependencies of one erasure. */
export interface EraseDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  /** How long after the close a request of the conversation may still be open, ms. */
  afterMs: number;
  log: Logger;
}

/** Another worker may continue an erasure that did not finish within this time, ms. */
const leaseMs = 10_000;
/** Limits of one run. */
const max = { conversations: 10, remoteConversations: 20 };
/** Remote conversations of one listing. */
const pageSize = 100;
/** Time limit of one request to the provider, ms. */
const requestMs = 10_000;

/** Erases closed conversations for which that was requested, in the store and at the provider. */
export function eraseConversations(
  { accounts, ...deps }: Omit<EraseDeps, "mistral"> & { accounts: Pick<ProviderAccounts, "of"> },
): PeriodicTask {
  const { sql, afterMs } = deps;
  return {
    name: "eraseConversations",
    intervalMs: 1_000,
    async run(signal) {
      const claim = { afterMs, againMs: leaseMs, max: max.conversations };
      for (const erasure of await claimErasures(sql, claim)) {
        const { mistral } = accounts.of(erasure.tenant);
        const own = { ...deps, mistral, sql: inTenant(sql, erasure.tenant) };
        if (!signal.aborted) await eraseOne(own, erasure, signal);
      }
    },
  };
}

/** Erases one conversation as far as one run can; a later run does the rest. */
async function eraseOne(deps: EraseDeps, erasure: Erasure, signal: AbortSignal): Promise<void> {
  const { sql, log, provider } = deps;
  const fields = { conversationId: erasure.id };
  try {
    while (!await eraseContent(sql, erasure.id)) if (signal.aborted) return;
    await abandonAllConversations(sql, erasure.id);
    while (!await detachForks(sql, erasure.id)) if (signal.aborted) return;
    if (erasure.provider !== provider) return log.warn("conversation.erase_deferred", fields);
    if (!await eraseRemotes(deps, erasure, signal)) return;
    await finishErasure(sql, erasure.id);
    log.info("conversation.erase_completed", fields);
  } catch (error) {
    log.warn("conversation.erase_failed", { ...fields, ...errorFields(error) });
  }
}

/** True when no remote conversation is left. */
async function eraseRemotes(deps: EraseDeps, erasure: Erasure, signal: AbortSignal) {
  const known = await remotesToErase(deps.sql, erasure, max.remoteConversations);
  await removeAll(deps, erasure, known, signal);
  if (known.length === max.remoteConversations) return false;
  // A request that was aborted before the answer named its conversation left one that only its metadata identifies.
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
  const options = { signal: deadlineSignal(requestMs, signal) };
  const page = await mistral.beta.conversations.list({ metadata, pageSize }, options);
  return page.filter((c) => c.metadata?.tramontane_conversation === id).map((c) => c.id);
}

async function remove(mistral: Mistral, conversationId: string, signal: AbortSignal) {
  try {
    const options = { signal: deadlineSignal(requestMs, signal) };
    await mistral.beta.conversations.delete({ conversationId }, options);
  } catch (error) {
    if (!(error instanceof MistralError) || error.statusCode !== 404) throw error;
  }
}
