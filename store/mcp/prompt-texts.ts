import type { PromptSource } from "../../protocol/agent/agent.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Db, interval, json, type Sql } from "../database/sql.ts";
import { contentHash } from "../ids.ts";
import { ownerOfServers, tableOf } from "./owner.ts";

/** The result of the last fetch of a prompt. */
export interface PromptText {
  server: string;
  name: string;
  arguments: Record<string, string>;
  text: string | null;
  failure: Failure | null;
}

const argumentsHash = ({ arguments: given }: PromptSource) => contentHash(given);

/** Saves the current text of a prompt. `owner`: the tenant whose own server it is of, or null. */
export async function savePromptText(
  db: Db,
  source: PromptSource,
  text: string,
  owner: string | null,
): Promise<void> {
  const { server, name, arguments: given } = source;
  const { table, column, value, key } = tableOf(db, "prompt_texts", owner);
  await db`insert into ${table} (${column} server, name, arguments_hash, arguments, text)
    values (${value} ${server}, ${name}, ${argumentsHash(source)}, ${json(db, given)}, ${text})
    on conflict (${key} server, name, arguments_hash) do update
    set text = excluded.text, failure = null, seen_at = now()`;
}

/** Saves why a prompt has no text now. */
export async function savePromptFailure(
  db: Db,
  source: PromptSource,
  failure: Failure,
  owner: string | null,
): Promise<void> {
  const { table, where } = tableOf(db, "prompt_texts", owner);
  await db`update ${table} set failure = ${json(db, failure)}, seen_at = now()
    where ${where} server = ${source.server} and name = ${source.name}
      and arguments_hash = ${argumentsHash(source)}`;
}

/** Up to `limit` prompts of registered agents that were not fetched for `afterMs`, the oldest first. */
export async function stalePrompts(
  sql: Sql,
  { afterMs, limit }: { afterMs: number; limit: number },
  owner: string | null,
): Promise<PromptSource[]> {
  const { table, where } = tableOf(sql, "prompt_texts", owner);
  return await sql<PromptSource[]>`select server, name, arguments from ${table}
    where ${where} seen_at < now() - ${interval(sql, afterMs)} order by seen_at limit ${limit}`;
}

/** The last results of these prompts for a tenant, in the given order; null if a prompt was never fetched. */
export async function promptTexts(
  sql: Sql,
  tenant: string,
  sources: readonly PromptSource[],
): Promise<(PromptText | null)[]> {
  const hashes = sources.map(argumentsHash);
  const { table, where } = tableOf(sql, "prompt_texts", await ownerOfServers(sql, tenant));
  const rows = await sql<(PromptText & { argumentsHash: string })[]>`
    select server, name, arguments_hash, arguments, text, failure from ${table}
    where ${where} arguments_hash = any(${hashes})`;
  return sources.map(({ server, name }, i) =>
    rows.find((r) => r.server === server && r.name === name && r.argumentsHash === hashes[i]) ??
      null
  );
}
