import type { Db } from "../database/sql.ts";
import { type Findings, noFindings } from "./findings.ts";

/** Saves the names of the models that a provider offers now, including aliases. */
export async function saveModels(db: Db, provider: string, models: string[]): Promise<void> {
  await db`insert into provider_models (provider, models) values (${provider}, ${models})
    on conflict (provider) do update set models = excluded.models, seen_at = now()`;
}

/** A provider, and the tenant that asks it: with a key of its own, it may have other models than the deployment. */
export interface ModelsOf {
  provider: string;
  tenant: string;
}

/** Checks by the last listing that the provider offers a tenant this model. */
export async function checkModel(
  db: Db,
  { provider, tenant }: ModelsOf,
  model: string,
  path: string[] = ["model"],
): Promise<Findings> {
  const models = await listedModels(db, { provider, tenant });
  if (models?.includes(model)) return noFindings;
  const offered = models ? offeredText(nearest(model, models), models.length) : "It offers none.";
  const message = `The provider offers no model ${model}. ${offered}`;
  const ask = { models: true } as const;
  return { issues: [], pendingVerifications: [{ path, message, ask, neverAnswered: !models }] };
}

/** Null: they were never listed. */
async function listedModels(db: Db, { provider, tenant }: ModelsOf): Promise<string[] | null> {
  const [row] = await db<{ models: string[] | null }[]>`
    select models from tenant_overrides where tenant = ${tenant} and own_key
    union all select models from provider_models where provider = ${provider}
      and not exists (select from tenant_overrides where tenant = ${tenant} and own_key)`;
  return row?.models ?? null;
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
