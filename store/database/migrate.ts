import { connect, type Sql } from "./connect.ts";
import { core } from "../migrations/0001-core.ts";
import { turns } from "../migrations/0002-turns.ts";
import { approvals } from "../migrations/0003-approvals.ts";
import { budgets } from "../migrations/0004-budgets.ts";
import { content } from "../migrations/0005-content.ts";
import { forks } from "../migrations/0006-forks.ts";
import { agents } from "../migrations/0007-agents.ts";
import { outputs } from "../migrations/0008-outputs.ts";
import { serverPolicy } from "../migrations/0009-server-policy.ts";
import { research } from "../migrations/0012-research.ts";
import { usage } from "../migrations/0013-usage.ts";
import { eventsBound, eventsByTime, eventsChecked } from "../migrations/0014-events-by-time.ts";
import { hotTables } from "../migrations/0014-hot-tables.ts";
import { traces } from "../migrations/0017-traces.ts";
import { rejectedAnswers } from "../migrations/0021-refused-answers.ts";
import { listingProblems } from "../migrations/0022-listing-problems.ts";
import { databaseRoles } from "../migrations/0026-database-roles.ts";
import { grantApplicationRoles } from "../roles/grant.ts";

/** All migrations, in order. Landed ones are never edited. */
export const migrations: readonly { name: string; statements: string }[] = [
  { name: "0001-core", statements: core },
  { name: "0002-turns", statements: turns },
  { name: "0003-approvals", statements: approvals },
  { name: "0004-budgets", statements: budgets },
  { name: "0005-content", statements: content },
  { name: "0006-forks", statements: forks },
  { name: "0007-agents", statements: agents },
  { name: "0008-outputs", statements: outputs },
  { name: "0009-server-policy", statements: serverPolicy },
  { name: "0012-research", statements: research },
  { name: "0013-usage", statements: usage },
  { name: "0014-events-bound", statements: eventsBound },
  { name: "0014-events-checked", statements: eventsChecked },
  { name: "0014-events-by-time", statements: eventsByTime },
  { name: "0014-hot-tables", statements: hotTables },
  { name: "0017-traces", statements: traces },
  { name: "0021-refused-answers", statements: rejectedAnswers },
  { name: "0022-listing-problems", statements: listingProblems },
  { name: "0026-database-roles", statements: databaseRoles },
];

/** Any number, the same in every process: whoever holds it migrates, the others wait. */
const migrationLock = 7_401_992;

/** Tries of one migration that does not get its locks, or waits for who waits for it; each gives up after seconds. */
const maxTries = 20;

/**
 * Brings the database up to date, each migration in a transaction of its own, and grants the application roles what they
 * need; `most` at the end is for tests. Safe when several processes start at once, and when one is killed at it. Answers
 * what this call applied.
 */
export async function migrate(sql: Sql, most = migrations.length): Promise<string[]> {
  const applied: string[] = [];
  while (true) {
    const name = await withLocks(() => applyNext(sql, migrations.slice(0, most)));
    if (name === null) return applied;
    applied.push(name);
  }
}

/** The same over a connection of its own, which waits for as long as a step of a large database takes. */
export async function migrateAt(url: string): Promise<string[]> {
  const sql = connect(url, { name: "tramontane-migrate", max: 1, patient: true });
  try {
    return await migrate(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Applies the first of these that is due; its name, or null when none is. */
function applyNext(sql: Sql, all: typeof migrations): Promise<string | null> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    await tx`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now())`;
    const done = new Set(
      (await tx<{ name: string }[]>`select name from migrations`).map((m) => m.name),
    );
    const due = all.find((m) => !done.has(m.name));
    if (due) {
      await tx.unsafe(due.statements);
      await tx`insert into migrations (name) values (${due.name})`;
    }
    await grantApplicationRoles(tx);
    return due?.name ?? null;
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
