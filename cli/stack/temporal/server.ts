import { Connection } from "@temporalio/client";
import type { PartSpec } from "../supervise/part.ts";
import { dynamicConfig, serverConfig, type ServerSettings } from "./server-config.ts";
import { findServerPrograms } from "./server-programs.ts";
import { serverVersionPinned } from "./server-release.ts";
import { makeServerSchema } from "./server-schema.ts";

/** Settings of Temporal's server on PostgreSQL. */
export interface TemporalServerSettings extends Omit<ServerSettings, "dynamicConfigFile"> {
  home: string;
  logs: string;
  namespace: string;
  env: Readonly<Record<string, string | undefined>>;
  offline?: boolean;
}

/** Retention of ended workflows, for diagnosis only: the record is in PostgreSQL. */
const keptSeconds = 3 * 24 * 60 * 60;
/** The type is `Long` of a package that is no dependency; the encoder also accepts a number. */
const workflowExecutionRetentionPeriod = { seconds: keptSeconds as never };

/** Temporal's server on PostgreSQL as a part: all services of a cluster in one process. */
export function temporalServerPart(settings: TemporalServerSettings): PartSpec {
  let source = "";
  return {
    name: "temporal",
    after: ["postgres"],
    program: async (progress, signal) => {
      const { env, logs, offline } = settings;
      const buildLog = `${logs}/temporal-build.log`;
      const found = await findServerPrograms({ env, buildLog, progress, signal, offline });
      source = `server ${serverVersionPinned} on PostgreSQL (${found.source})`;
      await makeServerSchema(found.sql, settings.databaseUrl);
      const folder = await writeConfig(settings);
      return {
        command: found.server,
        args: ["--root", "/", "--config", folder, "--env", "server", "--allow-no-auth", "start"],
        env: { PATH: env.PATH ?? "/usr/bin:/bin", HOME: env.HOME ?? "/", TZ: "UTC" },
        cwd: settings.home,
      };
    },
    ready: () => readyWithNamespace(`127.0.0.1:${settings.ports.temporal}`, settings.namespace),
    readyWithinMs: 90_000,
    source: () => source,
    advice: "read the log; TEMPORAL_SERVER=dev, or unset, runs the dev server",
  };
}

async function writeConfig(settings: TemporalServerSettings): Promise<string> {
  const folder = `${settings.home}/temporal/server`;
  const dynamicConfigFile = `${folder}/dynamic.yaml`;
  const write = (path: string, value: object) =>
    Deno.writeTextFile(path, JSON.stringify(value, null, 2), { mode: 0o600 });
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  await write(`${folder}/server.yaml`, serverConfig({ ...settings, dynamicConfigFile }));
  await write(dynamicConfigFile, dynamicConfig);
  return folder;
}

/** Ready when the namespace exists, created if missing, and all services know it. */
async function readyWithNamespace(address: string, namespace: string): Promise<undefined> {
  const channelArgs = { "grpc.enable_http_proxy": 0 };
  const connection = await Connection.connect({ address, connectTimeout: "2s", channelArgs });
  const { workflowService } = connection;
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      await workflowService.describeNamespace({ namespace }).catch(() =>
        workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod })
      );
      await workflowService.describeTaskQueue({ namespace, taskQueue: { name: "ready" } });
    });
  } finally {
    await connection.close();
  }
}
