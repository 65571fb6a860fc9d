import type { Mistral } from "@mistralai/mistralai";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { PeriodicTask } from "../../protocol/async/run-every.ts";
import { saveModels } from "../../store/agent/validate-model.ts";
import type { Sql } from "../../store/database/sql.ts";

/** Dependencies of the task. */
export interface ModelsDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
}

/** Time limit of the request, ms. */
const requestMs = 5_000;

/** Saves the names and aliases of the provider's models. Throws the provider's error. */
export async function listModels(
  { sql, mistral, provider }: ModelsDeps,
  signal: AbortSignal,
): Promise<void> {
  const options = { signal: deadlineSignal(requestMs, signal) };
  const { data = [] } = await mistral.models.list({}, options);
  const names = data.flatMap((card) => "id" in card ? [card.id, ...(card.aliases ?? [])] : []);
  await saveModels(sql, provider, [...new Set(names)].sort());
}

/** Refreshes the list of the provider's models. */
export function refreshModels(deps: ModelsDeps): PeriodicTask {
  const run = (signal: AbortSignal) => listModels(deps, signal);
  return { name: "refreshModels", intervalMs: 10 * 60_000, retryMs: 2_000, run };
}
