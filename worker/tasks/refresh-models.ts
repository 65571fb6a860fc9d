import type { Mistral } from "@mistralai/mistralai";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { saveModels } from "../../store/agent/validate-model.ts";
import { saveTenantModels } from "../../store/tenant/overrides.ts";
import type { Sql } from "../../store/database/sql.ts";

/** Dependencies of the task. */
export interface ModelsDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  /** The tenant whose own key it is; null: that of the deployment. */
  tenant: string | null;
}

/** Time limit of the request, ms. */
const requestMs = 5_000;

/** Saves the names and aliases of the provider's models. Throws the provider's error. */
export async function listModels(
  { sql, mistral, provider, tenant }: ModelsDeps,
  signal: AbortSignal,
): Promise<void> {
  const options = { signal: deadlineSignal(requestMs, signal) };
  const { data = [] } = await mistral.models.list({}, options);
  const names = data.flatMap((card) => "id" in card ? [card.id, ...(card.aliases ?? [])] : []);
  const models = [...new Set(names)].sort();
  await (tenant === null
    ? saveModels(sql, provider, models)
    : saveTenantModels(sql, tenant, models));
}

/** Refreshes the list of the provider's models. */
export function refreshModels(deps: ModelsDeps): PeriodicTask {
  const { tenant } = deps;
  const run = (signal: AbortSignal) => listModels(deps, signal);
  const common = { name: "refreshModels", intervalMs: 10 * 60_000, run };
  if (tenant === null) return { ...common, retryMs: 2_000 };
  // A key of a tenant that is refused stays so until its file changes.
  return { ...common, retryMs: 30_000, fields: { tenant } };
}
