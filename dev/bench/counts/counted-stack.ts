import { startStack } from "../../../cli/stack/stack.ts";
import { connect } from "../../../store/mod.ts";
import { startTestStack, type TestStack } from "../../../tests/support/test-stack.ts";

/** Settings without which the counters would count other work: no vacuum, no checkpoint, no page images. */
const settings = {
  shared_preload_libraries: "pg_stat_statements",
  "pg_stat_statements.track": "all",
  "pg_stat_statements.max": "10000",
  autovacuum: "off",
  checkpoint_timeout: "1h",
  max_wal_size: "8GB",
};

/** No heartbeat, sweep, sleep or new run falls among the counted turns. */
const times = { HEARTBEAT_MS: "10000", SLEEP_AFTER_MS: "300000", EVENTS_PER_RUN: "4000" };
const engine = { LEASE_MS: "5000", SWEEP_AFTER_MS: "60000", SETTLE_MS: "1000" };

/**
 * A stack on a PostgreSQL of its own that counts statements and whose write-ahead log can be read. Nothing of it differs
 * from the product, but that PostgreSQL does no work of its own meanwhile.
 */
export async function startCountedStack(): Promise<TestStack> {
  const home = await Deno.makeTempDir({ prefix: "tramontane-counts-" });
  const env = { ...Deno.env.toObject(), DATABASE_URL: "", MIGRATION_DATABASE_URL: "" };
  await using first = await startStack({ home, env, parts: ["postgres"], supervise: false });
  const sql = connect(first.urls.database, { name: "counts", max: 1 });
  for (const [name, value] of Object.entries(settings)) {
    await sql`alter system set ${sql(name)} = ${sql.unsafe(`'${value}'`)}`;
  }
  await sql`create extension if not exists pg_stat_statements`;
  await sql`create extension if not exists pg_walinspect`;
  await sql.end();
  await first.stop();
  const partEnv = { worker: { ...times, ...engine }, api: times };
  return await startTestStack({ home, partEnv });
}
