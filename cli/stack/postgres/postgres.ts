import { connect, migrateAt } from "../../../store/mod.ts";
import { type EmbeddedRole, makeRoles, passwordOf, type RolePasswords } from "./roles.ts";
import type { PartSpec, Program, Progress } from "../supervise/part.ts";
import { installBinaries, type PostgresBinaries } from "./binaries.ts";
import { type PostgresPlace, postgresPlace } from "./folders.ts";
import { runCommand } from "../supervise/run-command.ts";
import { checkPostgres, saveState } from "../state.ts";
import { taskCommand } from "../../task-command.ts";

/** Settings of the embedded PostgreSQL. */
export interface PostgresSettings {
  home: string;
  port: number;
  /** Of the role that owns the database. */
  password: string;
  /** Of the roles that API and worker log in as. */
  roles: RolePasswords;
  /** Whether it is migrated before it is ready. */
  migrates: boolean;
}

const user = "tramontane";

type Address = Pick<PostgresSettings, "port" | "password">;

/** The connection string of a database in the embedded server, for the role that owns it. */
export function embeddedUrl({ port, password }: Address, database = user): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** The connection string of the embedded database for API or worker. */
export function embeddedRoleUrl(
  { port, roles }: Pick<PostgresSettings, "port" | "roles">,
  role: EmbeddedRole,
): string {
  return `postgres://${role}:${passwordOf(role, roles)}@127.0.0.1:${port}/${user}`;
}

/**
 * The embedded PostgreSQL as a part: programs from npm, data created at the first start. It runs in the foreground under
 * the leash like every part (pg_ctl would detach it).
 */
export function postgresPart(settings: PostgresSettings): PartSpec {
  let version = "";
  return {
    name: "postgres",
    program: async (progress) => {
      const { program, binaries } = await prepare(settings, progress);
      version = binaries.version;
      return program;
    },
    ready: (signal) => readyWithDatabase(settings, signal),
    readyWithinMs: 60_000,
    // SIGINT is a fast shutdown; SIGTERM would wait for clients.
    stopSignal: "SIGINT",
    graceMs: 20_000,
    source: () => `embedded ${version}`,
    advice: `read the log; \`${
      taskCommand("reset")
    }\` deletes its data, DATABASE_URL uses another server`,
  };
}

async function prepare(
  settings: PostgresSettings,
  progress: Progress,
): Promise<{ program: Program; binaries: PostgresBinaries }> {
  const place = await postgresPlace(settings.home);
  const binaries = await installBinaries(place.programs, progress);
  const made = await dataVersion(place.data);
  checkPostgres(settings.home, made, binaries.major);
  if (made === undefined) {
    progress("creating the database");
    await initialise(binaries, place, settings.password);
  }
  saveState(settings.home, { postgres: binaries.major });
  return { program: server(binaries, place, settings.port), binaries };
}

// The C locale, so that the machine's locale has no influence; on macOS PostgreSQL crashes without a locale.
const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

const settings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "timezone=UTC",
  // For eight workers, eight APIs and Temporal's server. A standby needs the same limit.
  "max_connections=300",
];

/** The arguments of a server on loopback with this data folder. */
export function serverArguments(data: string, port: number): string[] {
  return ["-D", data, "-p", String(port), ...settings.flatMap((one) => ["-c", one])];
}

function server(binaries: PostgresBinaries, place: PostgresPlace, port: number): Program {
  return {
    command: `${binaries.folder}/bin/postgres`,
    args: serverArguments(place.data, port),
    env: environment,
    cwd: "/",
    ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
  };
}

async function dataVersion(data: string): Promise<string | undefined> {
  try {
    return (await Deno.readTextFile(`${data}/PG_VERSION`)).trim();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

// Created under another name first: an interrupted initialisation must not look like a database.
async function initialise(
  binaries: PostgresBinaries,
  place: PostgresPlace,
  password: string,
): Promise<void> {
  const { data } = place;
  const owner = place.user && { uid: place.user.uid, gid: place.user.gid };
  const half = `${data}.new`;
  const passwordFile = `${data}.password`;
  await Deno.mkdir(data.slice(0, data.lastIndexOf("/")), { recursive: true, mode: 0o700 });
  await Deno.remove(half, { recursive: true }).catch(() => undefined);
  await Deno.writeTextFile(passwordFile, password, { mode: 0o600 });
  if (owner) await Deno.chown(passwordFile, owner.uid, owner.gid);
  try {
    await runCommand(`${binaries.folder}/bin/initdb`, initFlags(half, passwordFile), {
      cwd: "/",
      clearEnv: true,
      env: environment,
      ...owner,
    });
  } finally {
    await Deno.remove(passwordFile);
  }
  await Deno.rename(half, data);
}

function initFlags(data: string, passwordFile: string): string[] {
  const flags = ["--auth=scram-sha-256", "--encoding=UTF8", "--no-sync"];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return ["-D", data, "-U", user, `--pwfile=${passwordFile}`, ...flags, ...locale];
}

async function readyWithDatabase(
  settings: PostgresSettings,
  signal: AbortSignal,
): Promise<undefined> {
  const sql = connect(embeddedUrl(settings, "postgres"), { name: "start", max: 1 });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${user}`;
    signal.throwIfAborted();
    if (!found) await sql`create database ${sql(user)}`;
    await makeRoles(sql, settings.roles);
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (settings.migrates) await migrateAt(embeddedUrl(settings));
}
