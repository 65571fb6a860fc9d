import type { Env } from "../../protocol/config/field.ts";
import { externalServerVariables } from "../config/external-servers.ts";

/**
 * Variables of the machine that any process may need: paths of programs and files, language and time, name resolution,
 * proxies, and certificate authorities. None of them is a secret.
 */
const machine = [
  ...["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "LD_LIBRARY_PATH", "XDG_CACHE_HOME"],
  ...["LANG", "LANGUAGE", "TZ", "TZDIR", "RES_OPTIONS", "LOCALDOMAIN"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"],
  ...[
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "NIX_SSL_CERT_FILE",
    "NODE_EXTRA_CA_CERTS",
    "NODE_USE_SYSTEM_CA",
  ],
  ...["DENO_CERT", "DENO_TLS_CA_STORE", "DENO_DIR", "DENO_V8_FLAGS", "NODE_OPTIONS"],
];
const machineFamily = "LC_";

/** A start sets these itself for each process, so the operator's values are not passed on. */
const decidedByStart = [
  ...["MISTRAL_API_KEY", "MISTRAL_SERVER_URL", "DATABASE_URL", "DATABASE_POOL_URL"],
  ...["MIGRATION_DATABASE_URL", "MIGRATION_DATABASE_URL_FILE"],
  ...["MCP_TOKEN", "SANDBOX_TOKEN", "WORKFLOW_BUNDLE", "PORT", "HOST"],
  ...["DATABASE_URL_FILE", "DATABASE_POOL_URL_FILE", "MISTRAL_API_KEY_FILE"],
  ...["MCP_TOKEN_FILE", "SANDBOX_TOKEN_FILE", "AUTH_SECRET", "AUTH_SECRET_FILE"],
  ...["SESSION_KEY", "SESSION_KEY_FILE", "WEBHOOK_KEY", "WEBHOOK_KEY_FILE"],
  // Processes get them only for external servers, those of PostgreSQL in its URL.
  ...externalServerVariables,
  // Processes write to files, from which `deno task logs` reads.
  ...["LOG_FORMAT", "METRICS_PORT", "METRICS_HOST"],
];

/** Whether a start sets that variable of its processes itself. */
export const isDecidedByStart = (name: string) => decidedByStart.includes(name);

/** Whether a variable is one of the machine's, which every process gets. */
export const isMachineVariable = (name: string) =>
  machine.includes(name) || name.startsWith(machineFamily) || /^no_proxy$/i.test(name);

/**
 * The environment of a process: the operator's variables of the machine, and those that the process names, as a name or
 * a family (`OTEL_*`). Loopback is excluded from any proxy, which gRPC and fetch would use.
 */
export function childEnvironment(env: Env, named: readonly string[]): Record<string, string> {
  const families = [
    machineFamily,
    ...named.filter((n) => n.endsWith("*")).map((n) => n.slice(0, -1)),
  ];
  const names = new Set([...machine, ...named.filter((name) => !decidedByStart.includes(name))]);
  const isPassed = (name: string) =>
    names.has(name) || families.some((family) => name.startsWith(family));
  const direct = noProxy(env.NO_PROXY || env.no_proxy);
  return { ...pick(env, isPassed), NO_PROXY: direct, no_proxy: direct, NO_COLOR: "1" };
}

/** The environment of a tool that builds or downloads: variables of the machine, and those of the tool itself. */
export function toolEnvironment(env: Env, own: RegExp): Record<string, string> {
  return pick(env, (name) => isMachineVariable(name) || own.test(name));
}

function pick(env: Env, isPassed: (name: string) => boolean): Record<string, string> {
  const entries = Object.entries(env).filter((one): one is [string, string] =>
    one[1] !== undefined && isPassed(one[0])
  );
  return Object.fromEntries(entries);
}

/** A NO_PROXY list with loopback in it. */
export function noProxy(list: string | undefined): string {
  const names = (list ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
  return [...new Set([...names, "127.0.0.1", "localhost"])].join(",");
}
