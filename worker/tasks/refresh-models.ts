import type { Mistral } from "@mistralai/mistralai";
import { saveModels } from "../../store/agent/validate-model.ts";
import type { Sql } from "../../store/database/connect.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";

/** What it takes to know a provider's models. */
export interface ModelsDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  log: Logger;
}

/** Between two listings, and after one that failed, ms. */
const interval = { answering: 10 * 60_000, silent: 2_000 };
/** The provider answers within this time, ms. */
const withinMs = 5_000;

/** Asks the provider for its models and keeps their names and aliases. Throws what the provider answers. */
export async function listModels(
  { sql, mistral, provider }: ModelsDeps,
  signal: AbortSignal,
): Promise<void> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  const { data = [] } = await mistral.models.list({}, { signal: inTime });
  const names = data.flatMap((card) => "id" in card ? [card.id, ...(card.aliases ?? [])] : []);
  await saveModels(sql, provider, [...new Set(names)].sort());
}

/** Keeps the list of models fresh until the signal aborts. Of failures in a row the first is a warning. */
export async function refreshModels(deps: ModelsDeps, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await listModels(deps, signal);
      failures = 0;
    } catch (error) {
      const level = failures++ === 0 ? "warn" : "debug";
      if (!signal.aborted) deps.log[level]("worker.refresh_models_failed", errorFields(error));
    }
    await pause(failures === 0 ? interval.answering : interval.silent, signal);
  }
}
