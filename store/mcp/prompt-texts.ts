import type { PromptSource } from "../../protocol/agent/agent.ts";
import type { Failure } from "../../protocol/status.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { contentHash } from "../ids.ts";

/** What a prompt gave when it was last fetched. */
export interface PromptText {
  server: string;
  name: string;
  arguments: Record<string, string>;
  text: string | null;
  failure: Failure | null;
}

const argumentsHash = ({ arguments: given }: PromptSource) => contentHash(given);

/** Keeps the text that a prompt gives now. */
export async function savePromptText(db: Db, source: PromptSource, text: string): Promise<void> {
  const { server, name, arguments: given } = source;
  await db`insert into prompt_texts (server, name, arguments_hash, arguments, text)
    values (${server}, ${name}, ${argumentsHash(source)}, ${json(db, given)}, ${text})
    on conflict (server, name, arguments_hash) do update
    set text = excluded.text, failure = null, seen_at = now()`;
}

/** Keeps that a prompt gives no text now, and why. */
export async function savePromptFailure(db: Db, source: PromptSource, failure: Failure) {
  await db`update prompt_texts set failure = ${json(db, failure)}, seen_at = now()
    where server = ${source.server} and name = ${source.name}
      and arguments_hash = ${argumentsHash(source)}`;
}

/** Up to `limit` prompts that agents were made of and that nobody has fetched for `afterMs`, the oldest first. */
export async function stalePrompts(
  sql: Sql,
  { afterMs, limit }: { afterMs: number; limit: number },
): Promise<PromptSource[]> {
  return await sql<PromptSource[]>`select server, name, arguments from prompt_texts
    where seen_at < now() - ${afterMs} * interval '1 millisecond' order by seen_at limit ${limit}`;
}

/** What these prompts last gave, in the order asked; null where none was ever fetched. */
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
