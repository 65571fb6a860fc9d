/**
 * Further ports of a Temporal server: gRPC and membership of its services. It stores membership ports in a column whose
 * largest value is 32,767.
 */
export const serverPortNames = [
  "temporal-membership",
  "temporal-history",
  "temporal-history-membership",
  "temporal-matching",
  "temporal-matching-membership",
  "temporal-system",
  "temporal-system-membership",
] as const;

/** Settings of a Temporal server on PostgreSQL. */
export interface ServerSettings {
  /** Address of the PostgreSQL server with user and password; its database name is ignored. */
  databaseUrl: string;
  /** Ports by name: `serverPortNames`, `temporal` and `temporal-http`. */
  ports: Readonly<Record<string, number>>;
  /** Path of the file with `dynamicConfig`. */
  dynamicConfigFile: string;
}

/** Its two databases. */
export const serverDatabases = { main: "temporal", visibility: "temporal_visibility" } as const;

/** Fixed when the tables are created; enough for one machine. A growing cluster needs 512. */
const shards = 4;

/** The server's configuration file (JSON is valid YAML). It has the password. */
export function serverConfig({ databaseUrl, ports, dynamicConfigFile }: ServerSettings) {
  const { main, visibility } = serverDatabases;
  const service = (name: string, membership: string, rest: object = {}) => ({
    rpc: {
      grpcPort: ports[name],
      membershipPort: ports[membership],
      bindOnLocalHost: true,
      ...rest,
    },
  });
  return {
    log: { stdout: true, level: "warn" },
    persistence: {
      defaultStore: "main",
      visibilityStore: "visibility",
      numHistoryShards: shards,
      datastores: {
        main: { sql: sqlStore(databaseUrl, main, 20) },
        visibility: { sql: sqlStore(databaseUrl, visibility, 5) },
      },
    },
    global: { membership: { maxJoinDuration: "30s", broadcastAddress: "127.0.0.1" } },
    services: {
      frontend: service("temporal", "temporal-membership", { httpPort: ports["temporal-http"] }),
      history: service("temporal-history", "temporal-history-membership"),
      matching: service("temporal-matching", "temporal-matching-membership"),
      worker: service("temporal-system", "temporal-system-membership"),
    },
    clusterMetadata: clusterMetadata(ports.temporal ?? 0),
    dcRedirectionPolicy: { policy: "noop" },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: "60s" },
  };
}

function sqlStore(databaseUrl: string, databaseName: string, connections: number) {
  const { hostname, port, username, password } = new URL(databaseUrl);
  return {
    pluginName: "postgres12",
    databaseName,
    connectAddr: `${hostname}:${port || 5432}`,
    connectProtocol: "tcp",
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    maxConns: connections,
    maxIdleConns: connections,
    maxConnLifetime: "1h",
  };
}

function clusterMetadata(port: number) {
  const active = { enabled: true, initialFailoverVersion: 1, rpcName: "frontend" };
  return {
    enableGlobalNamespace: false,
    failoverVersionIncrement: 10,
    masterClusterName: "active",
    currentClusterName: "active",
    clusterInformation: { active: { ...active, rpcAddress: `127.0.0.1:${port}` } },
  };
}

/**
 * Dynamic settings: for few shards (the defaults are per shard; measured: turns are five times shorter), and an HTTP API
 * that refuses browsers.
 */
export const dynamicConfig = {
  "history.transferProcessorMaxPollRPS": [{ value: 2_000 }],
  // An activity is delivered with the answer to the workflow task that scheduled it.
  "system.enableActivityEagerExecution": [{ value: true }],
  "history.timerProcessorMaxPollRPS": [{ value: 2_000 }],
  "history.transferProcessorMaxPollHostRPS": [{ value: 5_000 }],
  "frontend.httpAllowedHosts": [{ value: ["off.invalid"] }],
};
