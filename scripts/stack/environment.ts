type Env = Readonly<Record<string, string | undefined>>;

// Each of these reaches only the processes that need it; MISTRAL_DEBUG would log keys and bodies.
const withheld = [
  "MISTRAL_API_KEY",
  "MISTRAL_SERVER_URL",
  "MISTRAL_DEBUG",
  "DATABASE_URL",
  "MIGRATION_DATABASE_URL",
  "DATABASE_POOL_URL",
  "MCP_TOKEN",
  "SANDBOX_TOKEN",
  "WORKFLOW_BUNDLE",
  "PORT",
  "HOST",
  // These would say the same thing twice.
  "DATABASE_URL_FILE",
  "MIGRATION_DATABASE_URL_FILE",
  "MISTRAL_API_KEY_FILE",
  "MCP_TOKEN_FILE",
  "SANDBOX_TOKEN_FILE",
  // They write to files, which `deno task logs` shows to people.
  "LOG_FORMAT",
  "METRICS_PORT",
  "METRICS_HOST",
];

/**
 * The environment that every process of the product starts from: what the operator has set, without
 * secrets, and with loopback kept away from any proxy (gRPC and fetch would both use it).
 */
export function productEnvironment(env: Env): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) =>
    value !== undefined && !withheld.includes(name)
  ) as [string, string][];
  const direct = noProxy(env.NO_PROXY || env.no_proxy);
  return { ...Object.fromEntries(kept), NO_PROXY: direct, no_proxy: direct, NO_COLOR: "1" };
}

/** A NO_PROXY list that holds this machine too. */
export function noProxy(list: string | undefined): string {
  const names = (list ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
  return [...new Set([...names, "127.0.0.1", "localhost"])].join(",");
}
