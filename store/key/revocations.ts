import { conflict } from "../../protocol/user-error.ts";
import { type Db, interval, type Sql, type Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";

/** What a revocation concerns: one credential, or all that a subject or a tenant has. */
export type RevocationKind = "credential" | "subject" | "tenant";

/** A revocation that has taken effect. */
export interface Revocation {
  tenant: string;
  kind: RevocationKind;
  /** Of the credential, or the subject; empty for a tenant. */
  id: string;
  /** Credentials of a subject or tenant that were issued until then are refused. */
  at: Date;
}

/** A revocation to record. */
export interface NewRevocation extends Pick<Revocation, "tenant" | "kind" | "id"> {
  /** When it takes effect; left out: now. An earlier time of the same credential stays. */
  at?: Date;
  /** The last moment at which a credential that it concerns could be valid. */
  keptUntil: Date;
  /** At this number in force it is refused; left out: `maxRevocations`. */
  limit?: number;
}

/** Channel of the notifications that something was revoked. */
export const revocationChannel = "tramontane_revocations";

/**
 * Revocations of a tenant that concern credentials which could still be valid: each API process keeps them in memory. Of
 * concurrent ones some more are accepted.
 */
export const maxRevocations = 10_000;

/**
 * At this number no further session tokens are revoked one by one: who may mint them revokes any number of ids, and must
 * not keep an administrator from revoking a key, or the access of a subject.
 */
export const maxBeforeSessions = 9_000;

/**
 * Records a revocation. All API processes learn it at the commit of the transaction. That of a whole tenant covers all
 * earlier ones, which are purged, so it is never refused. Refuses: ConflictError (REVOCATIONS_FULL).
 */
export async function recordRevocation(tx: Tx, given: NewRevocation): Promise<void> {
  const { tenant, kind, id, at = null, keptUntil, limit = maxRevocations } = given;
  if (kind === "tenant") await endCovered(tx, tenant);
  else if (await isFull(tx, given, limit)) throw new Refusal(full(limit));
  await tx`
    insert into revocations as r (tenant, kind, id, at, kept_until)
    values (${tenant}, ${kind}, ${id}, coalesce(${at}::timestamptz, now()), ${keptUntil})
    on conflict (tenant, kind, id) do update set recorded_at = now(),
      at = case r.kind when 'credential' then least(r.at, excluded.at) else greatest(r.at, excluded.at) end,
      kept_until = greatest(r.kept_until, excluded.kept_until)`;
  await tx`select pg_notify(${revocationChannel}, '')`;
}

const full = (limit: number) =>
  conflict(
    "REVOCATIONS_FULL",
    `The tenant has ${limit} revocations of credentials that could still be valid, which is the limit. Revoke the ` +
      "access of the whole tenant instead, which is always accepted and takes their place: `revokeAccess` without a subject.",
  );

async function isFull(
  tx: Tx,
  { tenant, kind, id }: NewRevocation,
  limit: number,
): Promise<boolean> {
  const [row] = await tx<{ isFull: boolean }[]>`
    select count(*) >= ${limit} and not bool_or(kind = ${kind} and id = ${id}) as is_full
    from revocations where tenant = ${tenant} and kept_until > now()`;
  return row?.isFull ?? false;
}

/** No credential that was issued until now is accepted any more, so that earlier revocations say nothing. */
const endCovered = (tx: Tx, tenant: string) =>
  tx`update revocations set kept_until = now()
    where tenant = ${tenant} and kind <> 'tenant' and at <= now() and kept_until > now()`;

/** Revocations of all tenants that have taken effect, and the database's time. */
export interface RevocationsRead {
  revocations: Revocation[];
  /** Null if there are none. */
  readAt: Date | null;
}

/** Reads the revocations since a time; null: all. */
export async function readRevocations(sql: Sql, since: Date | null): Promise<RevocationsRead> {
  const rows = await sql<(Revocation & { readAt: Date })[]>`
    select * from revocations_since(${since}::timestamptz)`;
  return {
    revocations: rows.map(({ readAt: _, ...revocation }) => revocation),
    readAt: rows[0]?.readAt ?? null,
  };
}

/** Deletes up to 1,000 revocations that concern no valid credential any more. Returns how many. */
export async function purgeRevocations(db: Db, afterMs: number): Promise<number> {
  const [purged] = await db<{ n: number }[]>`
    select purge_revocations(now() - ${interval(db, afterMs)}) as n`;
  return purged?.n ?? 0;
}
