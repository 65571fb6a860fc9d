import { searchAttributeNames } from "../../../protocol/temporal/workflow-start.ts";
import type { PartSpec } from "../supervise/part.ts";
import { temporalProbe } from "../supervise/probes.ts";
import { saveState } from "../state.ts";
import { findTemporal } from "./find-temporal.ts";
import { noUi, servesPage } from "./web-ui.ts";

/** Settings of the embedded Temporal. */
export interface TemporalSettings {
  home: string;
  logs: string;
  port: number;
  /** Port of its HTTP API, which cannot be turned off and is configured to refuse all requests. */
  httpPort: number;
  metricsPort: number;
  /** Port of the web UI; omitted where it is not wanted. */
  uiPort?: number;
  namespace: string;
  env: Readonly<Record<string, string | undefined>>;
  offline?: boolean;
  releases?: string;
}

// Measured: turns five times shorter, twice the throughput.
const pragmas = ["journal_mode=wal", "synchronous=normal"];
const dynamicConfig = [
  "history.transferProcessorMaxPollRPS=2000",
  "history.timerProcessorMaxPollRPS=2000",
  "history.transferProcessorMaxPollHostRPS=5000",
  // An activity is delivered with the answer to the workflow task that scheduled it.
  "system.enableActivityEagerExecution=true",
  // Without this, any web page could start workflows through the HTTP API.
  'frontend.httpAllowedHosts=["off.invalid"]',
];

/** The server's arguments for a database file; with a web UI where it has a port. */
export function serverArgs(settings: TemporalSettings, file: string): string[] {
  const { uiPort } = settings;
  return [
    ...["server", "start-dev", "--ip", "127.0.0.1"],
    ...(uiPort === undefined ? ["--headless"] : ["--ui-port", String(uiPort)]),
    ...["--port", String(settings.port), "--http-port", String(settings.httpPort)],
    ...["--metrics-port", String(settings.metricsPort), "--db-filename", file],
    ...(settings.namespace === "default" ? [] : ["--namespace", settings.namespace]),
    ...searchAttributeNames.flatMap((name) => ["--search-attribute", `${name}=Keyword`]),
    ...pragmas.flatMap((one) => ["--sqlite-pragma", one]),
    ...dynamicConfig.flatMap((one) => ["--dynamic-config-value", one]),
  ];
}

/**
 * The database file of a server version. The dev server creates its schema only in a new file and never migrates one, so
 * each version has its own file; waiting work of an older file is rebuilt from PostgreSQL.
 */
export function databaseFile(home: string, server: string): string {
  return `${home}/temporal/server-${server}.db`;
}

/** The embedded Temporal dev server as a part. */
export function temporalPart(settings: TemporalSettings): PartSpec {
  const { uiPort } = settings;
  const url = `http://127.0.0.1:${uiPort}`;
  const probe = temporalProbe({
    address: `127.0.0.1:${settings.port}`,
    namespace: settings.namespace,
  });
  let [source, path] = ["", ""];
  let web: string | undefined;
  return {
    name: "temporal",
    program: async (progress, signal) => {
      const found = await findTemporal({
        ...settings,
        buildLog: `${settings.logs}/temporal-build.log`,
        progress,
        signal,
      });
      path = found.path;
      web = uiPort === undefined || found.ui ? undefined : noUi.ofProgram(path);
      source = `embedded ${found.server} (${found.source})`;
      await Deno.mkdir(`${settings.home}/temporal`, { recursive: true, mode: 0o700 });
      saveState(settings.home, { temporal: found.server });
      return {
        command: found.path,
        args: serverArgs(
          { ...settings, uiPort: web === undefined ? uiPort : undefined },
          databaseFile(settings.home, found.server),
        ),
        env: environment(settings.env),
        cwd: settings.home,
      };
    },
    ready: async (signal) => {
      const missing = await probe(signal);
      if (missing !== undefined || uiPort === undefined) return missing;
      web ??= await servesPage(url, signal) ? url : noUi.ofProgram(path);
    },
    readyWithinMs: 60_000,
    source: () => source,
    web: () => web,
    advice: `read the log; a broken file may be deleted (${settings.home}/temporal): ` +
      "conversations are restored from PostgreSQL",
  };
}

// Without TEMPORAL_*: the program would read its settings from there.
function environment(env: TemporalSettings["env"]): Record<string, string> {
  return { PATH: env.PATH ?? "/usr/bin:/bin", HOME: env.HOME ?? "/", TZ: "UTC" };
}
