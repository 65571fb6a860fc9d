import type { Db } from "../database/sql.ts";
import { type Findings, noFindings } from "./findings.ts";

/** Saves the names of the models that a provider offers now, including aliases. */
export async function saveModels(db: Db, provider: string, models: string[]): Promise<void> {
  await db`insert into provider_models (provider, models) values (${provider}, ${models})
    on conflict (provider) do update set models = excluded.models, seen_at = now()`;
}

/** Checks by the last listing that the provider offers this model. */
export async function checkModel(
  db: Db,
  provider: string,
  model: string,
  path: string[] = ["model"],
): Promise<Findings> {
  const [row] = await db<{ models: string[] }[]>`
    select models from provider_models where provider = ${provider}`;
  if (row?.models.includes(model)) return noFindings;
  const offered = row
    ? offeredText(nearest(model, row.models), row.models.length)
    : "It offers none.";
  const message = `The provider offers no model ${model}. ${offered}`;
  const ask = { models: true } as const;
  return { issues: [], pendingVerifications: [{ path, message, ask, neverAnswered: !row }] };
}

function offeredText(near: readonly string[], count: number): string {
  if (near.length === count) return `It offers ${near.join(", ") || "none"}.`;
  return `The most similar of its ${count} models are ${near.join(", ")}.`;
}

const shown = 8;

/** A few of the models, those with the longest common prefix first. */
function nearest(model: string, models: readonly string[]): string[] {
  const alike = (name: string) => {
    let n = 0;
    while (n < model.length && model[n] === name[n]) n++;
    return n;
  };
  return models.toSorted((a, b) => alike(b) - alike(a)).slice(0, shown);
}
