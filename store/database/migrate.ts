import { draftsInPlace } from "../migrations/0002-drafts-in-place.ts";
import { hotTables } from "../migrations/0003-hot-tables.ts";
import { turnFunctions } from "../migrations/0004-turn-functions.ts";
import { researchPhases } from "../migrations/0005-research.ts";
import { acceptMessages } from "../migrations/0006-send-message.ts";
import { apiKeys } from "../migrations/0007-api-keys.ts";
import { ownership } from "../migrations/0008-ownership.ts";
import { audit } from "../migrations/0009-audit.ts";
import { quotas } from "../migrations/0010-quotas.ts";
import { streamTickets } from "../migrations/0011-stream-tickets.ts";
import { rowLevelSecurity } from "../migrations/0012-row-level-security.ts";
import { separateApprovers } from "../migrations/0013-separate-approvers.ts";
import { tenantOverrides } from "../migrations/0014-tenant-overrides.ts";
import { tenantLimits } from "../migrations/0015-tenant-limits.ts";
import { erasedAgents } from "../migrations/0016-erased-agents.ts";
import { resolvedSymbols } from "../migrations/0017-resolved-symbols.ts";
import { plansByIndex } from "../migrations/0018-plans-by-index.ts";
import { notifiedEvents } from "../migrations/0019-notified-events.ts";
import { feed } from "../migrations/0020-feed.ts";
import { search } from "../migrations/0021-search.ts";
import { lists } from "../migrations/0022-lists.ts";
import { schedules } from "../migrations/0023-schedules.ts";
import { webhooks } from "../migrations/0024-webhooks.ts";
import { baseline } from "../migrations/baseline/mod.ts";
import { grantApplicationRoles } from "../roles/grant.ts";
import { connect } from "./connect.ts";
import type { Db, Sql } from "./sql.ts";

/** All migrations, in order. Released ones are never edited. */
export const migrations: readonly { name: string; statements: string }[] = [
  { name: "0001-baseline", statements: baseline },
  { name: "0002-drafts-in-place", statements: draftsInPlace },
  { name: "0003-hot-tables", statements: hotTables },
  { name: "0004-turn-functions", statements: turnFunctions },
  { name: "0005-research", statements: researchPhases },
  { name: "0006-send-message", statements: acceptMessages },
  { name: "0007-api-keys", statements: apiKeys },
  { name: "0008-ownership", statements: ownership },
  { name: "0009-audit", statements: audit },
  { name: "0010-quotas", statements: quotas },
  { name: "0011-stream-tickets", statements: streamTickets },
  { name: "0012-row-level-security", statements: rowLevelSecurity },
  { name: "0013-separate-approvers", statements: separateApprovers },
  { name: "0014-tenant-overrides", statements: tenantOverrides },
  { name: "0015-tenant-limits", statements: tenantLimits },
  { name: "0016-erased-agents", statements: erasedAgents },
  { name: "0017-resolved-symbols", statements: resolvedSymbols },
  { name: "0018-plans-by-index", statements: plansByIndex },
  { name: "0019-notified-events", statements: notifiedEvents },
  { name: "0020-feed", statements: feed },
  { name: "0021-search", statements: search },
  { name: "0022-lists", statements: lists },
  { name: "0023-schedules", statements: schedules },
  { name: "0024-webhooks", statements: webhooks },
];

/** The schema or its grants are not what this version needs; the message says what to do. Nothing was changed. */
export class SchemaError extends Error {
  override name = "SchemaError";
}

/** A message if migrations of 0.1 were applied to `what`, else null. */
export function olderSchema(what: string, applied: readonly string[]): string | null {
  if (!applied.includes("0001-core")) return null;
  return `${what} was made by Tramontane 0.1, which this version cannot read or convert; nothing was changed. ` +
    "`deno task reset` deletes a local state folder. Elsewhere, name an empty database.";
}

/** Reads the applied migrations. Throws SchemaError if they are of 0.1. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const applied = (await db<{ name: string }[]>`select name from migrations`).map((m) => m.name);
  const older = olderSchema("The database", applied);
  if (older) throw new SchemaError(older);
  return applied;
}

/** Advisory lock, the same number in all processes: one migrates, the others wait. */
const migrationLock = 7_401_992;

/** Attempts of one migration that runs into a lock timeout or a deadlock. */
const maxTries = 20;

/**
 * Brings the database up to date, each migration in a transaction of its own, and grants the application roles what they
 * need. Safe when several processes start at once, and when one is killed while it migrates. Returns what this call
 * applied. Throws SchemaError for a database of 0.1.
 */
export async function migrate(sql: Sql): Promise<string[]> {
  const applied: string[] = [];
  while (true) {
    const name = await withLocks(() => applyNext(sql));
    if (name === null) return applied;
    applied.push(name);
  }
}

/** As `migrate`, over a connection of its own without a limit for the time of a statement. */
export async function migrateAt(url: string): Promise<string[]> {
  const sql = connect(url, { name: "tramontane-migrate", max: 1, patient: true });
  try {
    return await migrate(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Applies the first migration that is missing; its name, or null if none is. */
function applyNext(sql: Sql): Promise<string | null> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    await tx`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now())`;
    const applied = await appliedMigrations(tx);
    const next = migrations.find(({ name }) => !applied.includes(name));
    if (next) {
      await tx.unsafe(next.statements);
      await tx`insert into migrations (name) values (${next.name})`;
    }
    await grantApplicationRoles(tx);
    return next?.name ?? null;
  }) as Promise<string | null>;
}

async function withLocks<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1;; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const { code } = error as { code?: unknown };
      const isLock = code === "55P03" || code === "40P01"; // lock_not_available, deadlock_detected
      if (!isLock || tried === maxTries) throw error;
    }
  }
}
