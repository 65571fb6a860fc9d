import type { Env, StartConfig } from "../config/config.ts";
import type { Ports } from "./supervise/ports.ts";
import type { Secrets } from "./secrets.ts";

/** All parts, in the order of a table. */
export const partNames = ["postgres", "temporal", "sandbox", "mcp", "worker", "api"] as const;
/** A part; several instances of `worker` and `api` can run. */
export type PartName = (typeof partNames)[number];

/**
 * The order in which parts stop: a client before its server, so that calls of a worker can end.
 */
export const stopOrder: readonly PartName[] = [
  "api",
  "worker",
  "mcp",
  "temporal",
  "sandbox",
  "postgres",
];

/** The number of processes of each part that can have several. */
export interface Instances {
  api?: number;
  worker?: number;
}

/** Addresses of a stack, also of parts that were not started. */
export interface StackUrls {
  /** Base URL of the first API process, without a trailing slash. */
  api: string;
  /** Base URLs of all API processes. */
  apis: readonly string[];
  graphql: string;
  mcp: string;
  sandbox: string;
  /** Base URL of the Mistral emulator, for MISTRAL_SERVER_URL. */
  mistral: string;
  /** Base URL of the Yahoo emulator, for YAHOO_URL. */
  yahoo: string;
  /** Connection string of the role that owns the database, with its password. */
  database: string;
  /** Connection strings of API and worker; the same role for both where the operator names one. */
  databases: DatabaseUrls;
  /** `host:port` */
  temporal: string;
  /** Addresses of metrics by process; empty where no process serves them. */
  metrics: Readonly<Record<string, string>>;
}

/** Connection strings of API and worker. */
export interface DatabaseUrls {
  api: string;
  worker: string;
}

/** All decisions before the first process starts. */
export interface Plan {
  config: StartConfig;
  home: string;
  logs: string;
  env: Env;
  ports: Ports;
  secrets: Secrets;
  urls: StackUrls;
  partEnv: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
}

/** Whether the configuration needs the sandbox. */
export function needsSandbox(config: StartConfig): boolean {
  return config.model.provider === "emulator" || config.marketData === "sample";
}

/** The parts that a configuration needs. */
export function partsFor(config: StartConfig): PartName[] {
  return partNames.filter((name) => name !== "sandbox" || needsSandbox(config));
}

/** Names of the instances of a part: `worker`, `worker-2`. */
export function instancesOf(part: PartName, instances: Instances): string[] {
  const count = part === "api" || part === "worker" ? instances[part] ?? 1 : 1;
  return Array.from({ length: count }, (_, at) => at === 0 ? part : `${part}-${at + 1}`);
}

/** The part that an instance belongs to: `worker-2` is a `worker`. */
export function partOf(instance: string): string {
  return instance.replace(/-\d+$/, "");
}

/** The names of stored ports; the first API's only where it is not fixed. */
export function portNames(instances: Instances, apiPort: number): string[] {
  const temporal = ["temporal", "temporal-http", "temporal-metrics", "temporal-ui"];
  const embedded = ["postgres", ...temporal, "sandbox", "mcp"];
  const apis = instancesOf("api", instances);
  return [
    ...embedded,
    ...instancesOf("worker", instances),
    ...(apiPort === 0 ? apis : apis.slice(1)),
  ];
}

/** The processes that serve metrics, in the order of their ports. */
export function measuredProcesses(instances: Instances): string[] {
  const [api = "api", ...apis] = instancesOf("api", instances);
  const [worker = "worker", ...workers] = instancesOf("worker", instances);
  return [api, worker, "mcp", ...apis, ...workers];
}

/** The name of the stored port of a process's metrics. */
export const metricsPortName = (process: string) => `metrics-${process}`;

/** Consecutive ports from `first` on. */
export function metricsPorts(instances: Instances, first: number): Ports {
  return Object.fromEntries(
    measuredProcesses(instances).map((name, at) => [metricsPortName(name), first + at]),
  );
}

/** The addresses that follow from the configuration and the ports. */
export function urlsFor(
  config: StartConfig,
  ports: Ports,
  apis: readonly string[],
  embedded: DatabaseUrls & { owner: string },
): StackUrls {
  const at = (name: string) => `http://127.0.0.1:${ports[name]}`;
  const bases = apis.map((name) => `http://${bracketed(config.host)}:${ports[name]}`);
  const [api = ""] = bases;
  return {
    api,
    apis: bases,
    graphql: `${api}/graphql`,
    mcp: at("mcp"),
    sandbox: at("sandbox"),
    mistral: `${at("sandbox")}/mistral`,
    yahoo: `${at("sandbox")}/yahoo`,
    database: config.migrationDatabaseUrl ?? config.databaseUrl ?? embedded.owner,
    databases: {
      api: config.databaseUrl ?? embedded.api,
      worker: config.databaseUrl ?? embedded.worker,
    },
    temporal: config.temporalAddress ?? `127.0.0.1:${ports.temporal}`,
    metrics: metricsUrls(ports),
  };
}

function metricsUrls(ports: Ports) {
  const named = Object.entries(ports).filter(([name]) => name.startsWith(metricsPortName("")));
  return Object.fromEntries(
    named.map(([name, port]) => [
      name.slice(metricsPortName("").length),
      `http://127.0.0.1:${port}/metrics`,
    ]),
  );
}

const bracketed = (host: string) => host.includes(":") ? `[${host}]` : host;
