import { createHash, randomBytes } from "node:crypto";
import type { Principal } from "../../protocol/auth/principal.ts";
import { type CreateStreamTicket, ticketLifetimeMs } from "../../protocol/auth/stream-ticket.ts";
import { interval, json, type Sql, type Tx } from "../database/sql.ts";
import { contentHash } from "../ids.ts";

/** A ticket with what is stored of it. */
export interface NewTicket {
  ticket: string;
  hash: Uint8Array;
}

/** A new ticket: 256 random bits. */
export function newTicket(): NewTicket {
  const ticket = `tmst_${randomBytes(32).toString("base64url")}`;
  return { ticket, hash: hashOf(ticket) };
}

/** Of a random secret, so that no key is needed. */
const hashOf = (ticket: string) => createHash("sha256").update(ticket).digest();

/** SHA-256 of an operation and its variables, in hex: what a ticket is bound to. */
export const operationHash = (
  { query, operationName, variables }: Omit<CreateStreamTicket, "idempotencyKey">,
): string => contentHash([query, operationName || null, variables ?? {}]);

/** Limit on the expired tickets that one transaction deletes. */
const purgedAtOnce = 100;

/** Stores a ticket, and deletes expired ones of the tenant. Returns when it expires. */
export async function insertTicket(
  tx: Tx,
  { tenant, hash, operation, principal }: {
    tenant: string;
    hash: Uint8Array;
    operation: string;
    principal: Principal;
  },
): Promise<Date> {
  await tx`
    delete from stream_tickets where hash in (
      select hash from stream_tickets where tenant = ${tenant} and expires_at < now()
      limit ${purgedAtOnce} for update skip locked)`;
  const [row] = await tx<{ expiresAt: Date }[]>`
    insert into stream_tickets (hash, tenant, operation, principal, expires_at)
    values (${hash}, ${tenant}, ${operation}, ${json(tx, principal)},
      now() + ${interval(tx, ticketLifetimeMs)})
    returning expires_at`;
  return row!.expiresAt;
}

/** Uses a ticket up. Its principal; null if it is unknown, used, expired, or of another operation. */
export async function useStreamTicket(
  sql: Sql,
  ticket: string,
  operation: string,
): Promise<Principal | null> {
  const [row] = await sql<{ principal: StoredPrincipal }[]>`
    select principal from use_stream_ticket(${hashOf(ticket)}, ${operation})`;
  if (!row) return null;
  const { issuedAt, expiresAt, ...rest } = row.principal;
  return { ...rest, issuedAt: dateOf(issuedAt), expiresAt: dateOf(expiresAt) };
}

/** As JSON. */
type StoredPrincipal =
  & Omit<Principal, "issuedAt" | "expiresAt">
  & { issuedAt: string | null; expiresAt: string | null };

const dateOf = (text: string | null) => text === null ? null : new Date(text);
