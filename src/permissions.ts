/** What an API process talks to. */
export interface ApiPeers {
  host: string;
  port: number;
  /** `host:port` of Temporal. */
  temporalAddress: string;
  databaseUrl: string;
  databasePoolUrl: string | null;
  /** The one file it reads; see `ApiConfig`. */
  startFile: string | null;
}

/**
 * The flags of `deno run` for an API process: its own port, Temporal and PostgreSQL, and nothing else of the network;
 * no file but the start's, no program. The environment is open because the drivers look through it; Temporal's client tells its host
 * name to the server.
 */
export function denoRunFlags(peers: ApiPeers): string[] {
  const { host, port, temporalAddress, databaseUrl, databasePoolUrl, startFile } = peers;
  const own = port === 0 ? host : `${host}:${port}`;
  const databases = [databaseUrl, databasePoolUrl].flatMap((url) => url ? [hostOf(url)] : []);
  const hosts = [own, temporalAddress, ...databases];
  return [
    "--no-prompt",
    // Deno 2.9.3 does not heed this in deno.json's `unstable`.
    "--unstable-no-legacy-abort",
    `--allow-net=${hosts}`,
    "--allow-env",
    "--allow-sys=hostname",
    // A comma in a path is written twice.
    ...(startFile ? [`--allow-read=${startFile.replaceAll(",", ",,")}`] : []),
  ];
}

function hostOf(databaseUrl: string): string {
  const { hostname, port } = new URL(databaseUrl);
  return `${hostname}:${port || "5432"}`;
}
