import { fileURLToPath } from "node:url";
import { databaseFilePaths } from "../protocol/database-tls.ts";

/** What an API process talks to. */
export interface ApiPeers {
  host: string;
  port: number;
  /** `host:port` of Temporal. */
  temporal: { address: string };
  databaseUrl: string;
  databasePoolUrl: string | null;
  /** Where Prometheus may ask. */
  metrics?: { host: string; port: number } | null;
  /** The file in which a start tells what it does; see `ApiConfig`. */
  startFile: string | null;
  /** Files of secrets, and those of Temporal's certificates. */
  files?: readonly string[];
  /** And the list of prices, where there is one. */
  pricesFile?: string | null;
}

/** The one thread of an API process, which checks by JSON Schema. Deno reads its file when it starts it. */
const threadFile = fileURLToPath(new URL("../validation/thread.ts", import.meta.url));

/**
 * The flags of `deno run` for an API process: its own port, Temporal and PostgreSQL, and nothing else of the network;
 * no file but these, that of its thread, and those of secrets and certificates, no program. The environment is open
 * because the drivers read it; Temporal's client sends its host name to the server.
 */
export function denoRunFlags(peers: ApiPeers): string[] {
  const { host, port, metrics, temporal, databaseUrl, databasePoolUrl } = peers;
  const named = [peers.startFile, peers.pricesFile].filter((path) => path != null);
  const certificates = [databaseUrl, databasePoolUrl].flatMap(databaseFilePaths);
  const files = [...new Set([threadFile, ...named, ...(peers.files ?? []), ...certificates])];
  const own = [{ host, port }, ...(metrics ? [metrics] : [])].map(listening);
  const databases = [databaseUrl, databasePoolUrl].flatMap((url) => url ? [hostOf(url)] : []);
  const hosts = [...own, ...grpcHosts(temporal.address), ...databases];
  return [
    "--no-prompt",
    // Deno 2.9.3 does not heed this in deno.json's `unstable`.
    "--unstable-no-legacy-abort",
    `--allow-net=${hosts}`,
    "--allow-env",
    "--allow-sys=hostname",
    // A comma in a path is written twice.
    `--allow-read=${files.map((p) => p.replaceAll(",", ",,"))}`,
  ];
}

/**
 * gRPC looks a name up itself, for which Deno wants the name without a port, and then connects to whatever address it found,
 * tomorrow perhaps another: any address (IPv4) is allowed, at Temporal's port alone.
 */
function grpcHosts(address: string): string[] {
  const [, name = "", port = ""] = /^(.*):(\d+)$/.exec(address) ?? [];
  return /^[\d.]+$|^\[/.test(name) ? [address] : [name, `0.0.0.0/0:${port}`];
}
const listening = ({ host, port }: { host: string; port: number }) =>
  port === 0 ? host : `${host}:${port}`;

function hostOf(databaseUrl: string): string {
  const { hostname, port } = new URL(databaseUrl);
  return `${hostname}:${port || "5432"}`;
}
