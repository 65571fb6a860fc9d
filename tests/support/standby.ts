import { type Child, spawnChild } from "../../cli/stack/supervise/child.ts";
import { serverArguments } from "../../cli/stack/postgres/postgres.ts";
import { installBinaries } from "../../cli/stack/postgres/binaries.ts";
import { type PostgresPlace, postgresPlace } from "../../cli/stack/postgres/folders.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import type { Stack } from "../../cli/stack/stack.ts";
import { connect, type Sql } from "../../store/mod.ts";
import { eventually } from "./test-stack.ts";

/** A standby that follows an embedded PostgreSQL by streaming replication. */
export interface Standby extends AsyncDisposable {
  /** Connection string of the database in it; it takes writes once promoted. */
  url: string;
  /** Waits until it has every commit of the primary. */
  caughtUp(): Promise<void>;
  /** Ends the replication: it lacks later commits of the primary. */
  disconnect(): Promise<void>;
  /** Promotes it to primary. */
  promote(): Promise<void>;
}

/** Copies the running primary with `pg_backup_start` (the package has no pg_basebackup) and starts the copy. */
export async function startStandby(primary: Stack): Promise<Standby> {
  const place = await postgresPlace(primary.home.path);
  const { folder } = await installBinaries(place.programs, () => {});
  const data = `${place.data}.standby`;
  const { database } = primary.urls;
  await baseBackup(database, place, data);
  const port = findFreePort();
  const server = await start(`${folder}/bin/postgres`, { ...place, data }, port, primary.home);
  const url = Object.assign(new URL(database), { port: String(port) }).href;
  const own = connect(url, { name: "test-standby", max: 1 });
  await eventually("the standby answers", () => yes(own, "pg_is_in_recovery()"));
  return {
    url,
    caughtUp: () => caughtUp(database, own),
    disconnect: async () => {
      await own.unsafe("alter system set primary_conninfo = ''");
      await own.unsafe("select pg_reload_conf()");
      const alone = "not exists (select from pg_stat_wal_receiver)";
      await eventually("the standby hears nothing", () => yes(own, alone));
    },
    promote: async () => void await own.unsafe("select pg_promote(true, 20)"),
    [Symbol.asyncDispose]: async () => {
      await own.end({ timeout: 1 });
      await server.stop();
    },
  };
}

/** Whether the condition is true at the server; false while it does not answer. */
async function yes(sql: Sql, what: string): Promise<boolean> {
  const rows = await sql.unsafe(`select ${what} as yes`).catch(() => []);
  return rows[0]?.yes === true;
}

async function caughtUp(database: string, standby: Sql) {
  const primary = connect(database, { name: "test-standby", max: 1 });
  const [row] = await primary.unsafe("select pg_current_wal_lsn()::text as lsn");
  await primary.end({ timeout: 1 });
  const replayed = `pg_last_wal_replay_lsn() >= '${row?.lsn}'::pg_lsn`;
  await eventually("the standby has it all", () => yes(standby, replayed));
}

async function baseBackup(database: string, place: PostgresPlace, data: string) {
  // One session: the backup ends with it.
  const session = connect(database, { name: "test-backup", max: 1, keep: true });
  try {
    await session.unsafe("select pg_backup_start('standby', true)");
    await runCommand("cp", ["-a", place.data, data], { cwd: "/" });
    const [stop] = await session.unsafe("select labelfile from pg_backup_stop(false)");
    await Deno.remove(`${data}/postmaster.pid`);
    await Deno.writeTextFile(`${data}/backup_label`, stop?.labelfile);
    await Deno.writeTextFile(`${data}/standby.signal`, "");
    await Deno.writeTextFile(
      `${data}/postgresql.auto.conf`,
      `primary_conninfo = '${conninfo(database)}'\n`,
    );
  } finally {
    await session.end({ timeout: 1 });
  }
  const owner = place.user && `${place.user.uid}:${place.user.gid}`;
  if (owner) await runCommand("chown", ["-R", owner, data], { cwd: "/" });
}

function conninfo(database: string): string {
  const { hostname, port, username, password } = new URL(database);
  return `host=${hostname} port=${port} user=${username} password=${password}`;
}

function start(
  command: string,
  { data, user }: PostgresPlace,
  port: number,
  { logs, run }: Stack["home"],
): Promise<Child> {
  return spawnChild({
    command,
    args: serverArguments(data, port),
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    cwd: "/",
    ...(user && { uid: user.uid, gid: user.gid }),
  }, {
    log: `${logs}/standby.log`,
    pidFile: `${run}/standby.pid`,
    stopSignal: "SIGINT",
    graceMs: 10_000,
  });
}
