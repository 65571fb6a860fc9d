import { fileURLToPath } from "node:url";
import { addressOf, denoFlags, grpcHosts } from "../protocol/config/deno-flags.ts";
import { type Env, filesOf } from "../protocol/config/field.ts";
import { singleHostUrls } from "../protocol/config/kinds.ts";
import { databaseFilePaths } from "../protocol/config/database-tls.ts";
import { type ApiConfig, apiFields } from "./config.ts";

/** The one thread of an API process, which validates by JSON Schema. Deno reads its file when it starts it. */
const threadFile = fileURLToPath(new URL("../validation/thread.ts", import.meta.url));

type Addresses =
  & Pick<ApiConfig, "host" | "port" | "databaseUrl" | "databasePoolUrl">
  & { temporal: { address: string }; metrics: { host: string; port: number } | null }
  & { auth: { issuers: readonly { issuer: string; jwksUri: string | null }[] } };

/**
 * The flags of `deno run` for an API process: its own ports, Temporal, PostgreSQL and the issuers of tokens, the files that its environment
 * names and that of its thread; no program. The environment is open because the drivers read it; Temporal's client
 * sends its host name to the server.
 */
export function denoRunFlags(config: Addresses, env: Env): string[] {
  const { host, port, metrics, temporal, databaseUrl, databasePoolUrl, auth } = config;
  const issuers = auth.issuers.map(({ issuer, jwksUri }) => addressOf(jwksUri ?? issuer));
  const databases = [databaseUrl, databasePoolUrl].filter((url) => url !== null);
  return denoFlags({
    listens: [{ host, port }, ...(metrics ? [metrics] : [])],
    connects: [
      ...grpcHosts(temporal.address),
      ...databases.flatMap(singleHostUrls).map(addressOf),
      ...new Set(issuers),
    ],
    reads: [threadFile, ...filesOf(apiFields, env), ...databases.flatMap(databaseFilePaths)],
    env: null,
    more: ["--allow-sys=hostname"],
  });
}
