import { randomBytes } from "node:crypto";
import { sanitizedText, type Sql, type Tx } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";

/** A file that a tool made, as an answer names it. */
export interface GeneratedFile {
  id: string;
  remoteId: string;
  title: string;
}

/** Notes the files of an answer in the transaction that keeps it, so that none can be forgotten. */
export async function recordFiles(
  tx: Tx,
  { tenant, conversationId }: Pick<ClaimedCall, "tenant" | "conversationId">,
  entryId: string,
  files: readonly GeneratedFile[],
): Promise<void> {
  for (const { id, remoteId, title } of files) {
    await tx`insert into files (id, tenant, conversation_id, entry_id, provider, remote_id, title)
      select ${id}, ${tenant}, id, ${entryId}, provider, ${remoteId}, ${sanitizedText(title)}
      from conversations where id = ${conversationId} on conflict (id) do nothing`;
  }
}

/** A file that is due to be fetched. `attempt`: 1, 2, 3, ... */
export interface ClaimedFile extends GeneratedFile {
  attempt: number;
}

/** Takes a file that is due; it is due again after `leaseMs` unless somebody settles it. Undefined: none is. */
export async function claimFile(
  sql: Sql,
  provider: string,
  leaseMs: number,
): Promise<ClaimedFile | undefined> {
  const [file] = await sql<ClaimedFile[]>`
    update files set attempts = attempts + 1, next_attempt_at = now() + ${leaseMs} * interval '1 millisecond'
    where id = (select id from files where status = 'PENDING' and provider = ${provider} and next_attempt_at <= now()
      order by next_attempt_at limit 1 for update skip locked)
    returning id, remote_id, title, attempts as attempt`;
  return file;
}

/** Keeps the bytes of a file. A second time changes nothing. */
export async function storeFile(
  sql: Sql,
  id: string,
  { mediaType, bytes }: { mediaType: string; bytes: Uint8Array },
): Promise<void> {
  await sql`update files set status = 'STORED', media_type = ${mediaType}, size = ${bytes.length},
    content = ${bytes}, failure = null where id = ${id} and status = 'PENDING'`;
}

/** A fetch failed. `retryMs` null: it is given up, and `failure` says why in words fit to be shown. */
export async function failFile(
  sql: Sql,
  id: string,
  { failure, retryMs }: { failure: string; retryMs: number | null },
): Promise<void> {
  await sql`update files set failure = ${failure}, status = ${
    retryMs === null ? "LOST" : "PENDING"
  }, next_attempt_at = now() + ${retryMs ?? 0} * interval '1 millisecond'
    where id = ${id} and status = 'PENDING'`;
}

/** A file as it is served. */
export interface StoredFile {
  status: "PENDING" | "STORED" | "LOST";
  title: string;
  mediaType: string | null;
  content: Uint8Array<ArrayBuffer> | null;
  failure: string | null;
}

/** A file with its bytes; undefined when there is none, or it is another tenant's. */
export async function readFile(
  sql: Sql,
  tenant: string,
  id: string,
): Promise<StoredFile | undefined> {
  const [file] = await sql<StoredFile[]>`select status, title, media_type, content, failure
    from files where id = ${id} and tenant = ${tenant}`;
  return file;
}

/** Deletes the bytes of up to 100 files older than `retentionMs`; their links say so. Answers how many. */
export async function purgeFiles(sql: Sql, retentionMs: number): Promise<number> {
  const gone = await sql`update files set status = 'LOST', content = null,
      failure = 'It was kept as long as files are.'
    where id in (select id from files where content is not null
      and created_at < now() - ${retentionMs} * interval '1 millisecond' limit 100)`;
  return gone.count;
}

/** Deletes all files of a conversation, as when its content is erased. */
export async function eraseFiles(sql: Sql | Tx, conversationId: string): Promise<void> {
  await sql`delete from files where conversation_id = ${conversationId}`;
}

/** The key that links to files are signed with: the same for all processes on this database. */
export async function fileLinkKey(sql: Sql): Promise<Uint8Array> {
  await sql`insert into signing_keys (name, key) values ('files', ${randomBytes(32)})
    on conflict (name) do nothing`;
  const [row] = await sql<
    { key: Uint8Array }[]
  >`select key from signing_keys where name = 'files'`;
  if (!row) throw new Error("no key for links to files");
  return row.key;
}
