import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import type { Sql } from "../../store/database/sql.ts";
import { claimErasedAgents, finishErasedAgent } from "../../store/erasure/tenant/erased-agents.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { deleteAgent } from "../agents/reconcile.ts";
import type { ProviderAccounts } from "../tenants/provider-accounts.ts";

/** Limits: an agent that could not be deleted is tried again after `againMs`. */
const claim = { againMs: 60_000, most: 20 };

/** Deletes the agents of erased tenants at the provider, which the proof of the erasure waits for. */
export function deleteErasedAgents(
  { sql, accounts, provider, log }: {
    sql: Sql;
    accounts: Pick<ProviderAccounts, "of">;
    provider: string;
    log: Logger;
  },
): PeriodicTask {
  return {
    name: "deleteErasedAgents",
    intervalMs: 10_000,
    async run(signal) {
      for (const agent of await claimErasedAgents(sql, provider, claim)) {
        if (signal.aborted) return;
        try {
          await deleteAgent(accounts.of(agent.tenant).mistral, agent.remoteId, signal);
          await finishErasedAgent(sql, provider, agent);
        } catch (error) {
          log.warn("agent.erase_failed", { remoteId: agent.remoteId, ...errorFields(error) });
        }
      }
    },
  };
}
