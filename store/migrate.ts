import type { Sql } from "./connect.ts";
import { core } from "./migrations/0001-core.ts";
import { turns } from "./migrations/0002-turns.ts";
import { approvals } from "./migrations/0003-approvals.ts";
import { budgets } from "./migrations/0004-budgets.ts";
import { content } from "./migrations/0005-content.ts";
import { forks } from "./migrations/0006-forks.ts";
import { agents } from "./migrations/0007-agents.ts";
import { outputs } from "./migrations/0008-outputs.ts";
import { serverPolicy } from "./migrations/0009-server-policy.ts";
import { research } from "./migrations/0012-research.ts";
import { usage } from "./migrations/0013-usage.ts";

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
];

/** Any number, the same in every process: whoever holds it migrates, the others wait. */
const migrationLock = 7_401_992;

/** Brings the database up to date. Safe when several processes start at once. Answers what it applied. */
export function migrate(sql: Sql): Promise<string[]> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    await tx`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now())`;
    const done = new Set(
      (await tx<{ name: string }[]>`select name from migrations`).map((m) => m.name),
    );
    const due = migrations.filter((m) => !done.has(m.name));
    for (const { name, statements } of due) {
      await tx.unsafe(statements);
      await tx`insert into migrations (name) values (${name})`;
    }
    return due.map((m) => m.name);
  });
}
