/** What a Deno process may do. */
export interface Permissions {
  /** Addresses that it binds; a port of 0 stands for any. */
  listens: readonly { host: string; port: number }[];
  /** Hosts that it connects to, `host:port`. */
  connects: readonly string[];
  /** Files and folders that it reads. */
  reads: readonly string[];
  /** Variables that it reads; null: all of them. */
  env: readonly string[] | null;
  /** Further flags. */
  more?: readonly string[];
}

/** The flags of `deno run` for these permissions and no others. */
export function denoFlags({ listens, connects, reads, env, more = [] }: Permissions): string[] {
  const own = listens.map(({ host, port }) => {
    const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
    return port === 0 ? name : `${name}:${port}`;
  });
  return [
    "--no-prompt",
    // Deno 2.9.3 ignores this in `unstable` of deno.json. Without it, each start prints a warning, and the signal of a
    // request aborts after a successful answer too.
    "--unstable-no-legacy-abort",
    `--allow-net=${[...own, ...connects]}`,
    env === null ? "--allow-env" : `--allow-env=${env}`,
    ...more,
    // A comma in a path is written twice.
    `--allow-read=${[...new Set(reads)].map((path) => path.replaceAll(",", ",,"))}`,
  ];
}

/** `host:port` of a URL, with the port of its scheme where it names none. */
export function addressOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  const usual: Record<string, string> = { "https:": "443", "http:": "80" };
  return `${hostname}:${port || (usual[protocol] ?? "5432")}`;
}

/**
 * The hosts that a gRPC client connects to. It resolves a name itself, for which Deno needs the name without a port, and
 * connects to any address that it finds: all IPv4 addresses are allowed, at this port alone.
 */
export function grpcHosts(address: string): string[] {
  const [, name = "", port = ""] = /^(.*):(\d+)$/.exec(address) ?? [];
  return /^[\d.]+$|^\[/.test(name) ? [address] : [name, `0.0.0.0/0:${port}`];
}
