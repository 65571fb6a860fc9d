import { randomBytes } from "node:crypto";
import { inTenant } from "../database/in-tenant.ts";
import { interval, sanitizedText, type Sql, type Tx } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";

/** A file that a hosted tool generated, as the answer names it. */
export interface GeneratedFile {
  id: string;
  remoteId: string;
  title: string;
}

/** Records the files of an answer in the transaction that commits it, so that none is lost. */
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

/** A file that this worker claimed for download. `attempt`: 1, 2, 3, ... */
export interface ClaimedFile extends GeneratedFile {
  tenant: string;
  attempt: number;
}

/** Claims a file of any tenant to download, for `leaseMs`; undefined if there is none. */
export async function claimFile(
  sql: Sql,
  provider: string,
  leaseMs: number,
): Promise<ClaimedFile | undefined> {
  const [claimed] = await sql<{ tenant: string; id: string }[]>`
    select tenant, id from claim_file(${provider}, ${leaseMs})`;
  if (!claimed) return;
  const { tenant, id } = claimed;
  const [file] = await inTenant(sql, tenant)<ClaimedFile[]>`
    select tenant, id, remote_id, title, attempts as attempt from files
    where id = ${id} and tenant = ${tenant}`;
  return file;
}

/** Stores the bytes of a file. Storing it again changes nothing. */
export async function storeFile(
  sql: Sql,
  id: string,
  { mediaType, bytes }: { mediaType: string; bytes: Uint8Array },
): Promise<void> {
  await sql`update files set status = 'STORED', media_type = ${mediaType}, size = ${bytes.length},
    content = ${bytes}, failure = null where id = ${id} and status = 'PENDING'`;
}

/** Records a failed download. `retryMs` null: it is not retried. `failure` is shown to users. */
export async function failFile(
  sql: Sql,
  id: string,
  { failure, retryMs }: { failure: string; retryMs: number | null },
): Promise<void> {
  await sql`update files set failure = ${failure}, status = ${
    retryMs === null ? "LOST" : "PENDING"
  }, next_attempt_at = now() + ${interval(sql, retryMs ?? 0)}
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

/** A file with its bytes; undefined if the tenant has no such file. */
export async function readFile(
  sql: Sql,
  tenant: string,
  id: string,
): Promise<StoredFile | undefined> {
  const [file] = await inTenant(sql, tenant)<
    StoredFile[]
  >`select status, title, media_type, content, failure
    from files where id = ${id} and tenant = ${tenant}`;
  return file;
}

/** The entry that a file is part of; null: the tenant has no such file. */
export async function entryOfFile(sql: Sql, tenant: string, id: string): Promise<string | null> {
  const [file] = await inTenant(sql, tenant)<{ entryId: string }[]>`
    select entry_id from files where id = ${id} and tenant = ${tenant}`;
  return file?.entryId ?? null;
}

/** Deletes the bytes of up to 100 files older than `retentionMs`; their links say so. Returns how many. */
export async function purgeFiles(sql: Sql, retentionMs: number): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`select purge_files(${retentionMs}) as gone`;
  return row?.gone ?? 0;
}

/** Deletes all files of a conversation. */
export async function eraseFiles(sql: Sql | Tx, conversationId: string): Promise<void> {
  await sql`delete from files where conversation_id = ${conversationId}`;
}

/** The key that signs links to files, the same in all processes of this database. */
export async function fileLinkKey(sql: Sql): Promise<Uint8Array> {
  await sql`insert into signing_keys (name, key) values ('files', ${randomBytes(32)})
    on conflict (name) do nothing`;
  const [row] = await sql<
    { key: Uint8Array }[]
  >`select key from signing_keys where name = 'files'`;
  if (!row) throw new Error("no key for links to files");
  return row.key;
}
