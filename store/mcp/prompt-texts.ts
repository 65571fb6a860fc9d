import type { PromptSource } from "../../protocol/agent/agent.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Db, interval, json, type Sql } from "../database/sql.ts";
import { contentHash } from "../ids.ts";

/** The result of the last fetch of a prompt. */
export interface PromptText {
  server: string;
  name: string;
  arguments: Record<string, string>;
  text: string | null;
  failure: Failure | null;
}

const argumentsHash = ({ arguments: given }: PromptSource) => contentHash(given);

/** Saves the current text of a prompt. */
export async function savePromptText(db: Db, source: PromptSource, text: string): Promise<void> {
  const { server, name, arguments: given } = source;
  await db`insert into prompt_texts (server, name, arguments_hash, arguments, text)
    values (${server}, ${name}, ${argumentsHash(source)}, ${json(db, given)}, ${text})
    on conflict (server, name, arguments_hash) do update
    set text = excluded.text, failure = null, seen_at = now()`;
}

/** Saves why a prompt has no text now. */
export async function savePromptFailure(db: Db, source: PromptSource, failure: Failure) {
  await db`update prompt_texts set failure = ${json(db, failure)}, seen_at = now()
    where server = ${source.server} and name = ${source.name}
      and arguments_hash = ${argumentsHash(source)}`;
}

/** Up to `limit` prompts of registered agents that were not fetched for `afterMs`, the oldest first. */
export async function stalePrompts(
  sql: Sql,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<PromptSource[]> {
  return await sql<PromptSource[]>`select server, name, arguments from prompt_texts
    where seen_at < now() - ${interval(sql, afterMs)} order by seen_at limit ${limit}`;
}

/** The last results of these prompts, in the given order; null if a prompt was never fetched. */
export async function promptTexts(
  sql: Sql,
  sources: readonly PromptSource[],
): Promise<(PromptText | null)[]> {
  const hashes = sources.map(argumentsHash);
  const rows = await sql<(PromptText & { argumentsHash: string })[]>`
    select server, name, arguments_hash, arguments, text, failure from prompt_texts
    where arguments_hash = any(${hashes})`;
  return sources.map(({ server, name }, i) =>
    rows.find((r) => r.server === server && r.name === name && r.argumentsHash === hashes[i]) ??
      null
  );
}
