/** Modes of a connection to PostgreSQL, as libpq names them, from the weakest on. */
export const sslModes = [
  "disable",
  "allow",
  "prefer",
  "require",
  "verify-ca",
  "verify-full",
] as const;
/** One of these. `allow` is treated as `prefer`. */
export type SslMode = (typeof sslModes)[number];

/** How a connection is protected, as the parameters of its URL say. */
export interface DatabaseTls {
  /** With authorities named, `require` verifies them: it is `verify-ca` here, as in libpq. */
  mode: SslMode;
  /** File of the authorities that the server's certificate must come from; null: those of the runtime. */
  rootCert: string | null;
  /** Files of the certificate and key that this process shows; null: none. */
  client: { cert: string; key: string } | null;
}

/** Parameters of a URL, and the variable of libpq that each is taken from where the URL has none. */
const parameters = {
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
} as const;
type Parameter = keyof typeof parameters;
const names = Object.keys(parameters) as Parameter[];

/** The variables that hold for every database URL without parameters of its own. */
export const databaseTlsVariables: readonly string[] = Object.values(parameters);

type Env = Readonly<Record<string, string | undefined>>;

/** A URL without its TLS parameters, and their values. Text, since `URL` cannot parse a URL with several hosts. */
export function splitDatabaseTls(url: string): { bare: string; tls: DatabaseTls } {
  const { bare, found } = split(url);
  return { bare, tls: toTls(found) };
}

function split(url: string) {
  const at = url.indexOf("?");
  if (at < 0) return { bare: url, found: {} };
  const query = new URLSearchParams(url.slice(at + 1));
  const found: Partial<Record<Parameter, string>> = {};
  for (const name of names) {
    const value = query.get(name);
    if (value) found[name] = value;
    query.delete(name);
  }
  return { bare: url.slice(0, at) + (query.size > 0 ? `?${query}` : ""), found };
}

function toTls(found: Partial<Record<Parameter, string>>): DatabaseTls {
  const { sslmode, sslrootcert, sslcert, sslkey } = found;
  const given = sslmode as SslMode | undefined;
  const system = sslrootcert === "system";
  const rootCert = sslrootcert && !system ? sslrootcert : null;
  const mode = given ?? (system ? "verify-full" : rootCert || sslcert ? "require" : "disable");
  return {
    mode: mode === "require" && rootCert ? "verify-ca" : mode,
    rootCert,
    client: sslcert && sslkey ? { cert: sslcert, key: sslkey } : null,
  };
}

/**
 * The URL with what the variables say of TLS in its parameters, so that it holds wherever the URL is used. `name` is the
 * variable that the URL comes from; `read` reads a text file. A fault names variables and paths, never the URL.
 */
export function withDatabaseTls(
  name: string,
  url: string,
  env: Env,
  read: (path: string) => string,
  fault: (text: string) => void,
): string {
  const { bare, found } = split(url);
  const source = (p: Parameter) => found[p] ? `${p} of ${name}` : parameters[p];
  const all = Object.fromEntries(
    names.flatMap((p) => {
      const value = found[p] || env[parameters[p]];
      return value ? [[p, value]] : [];
    }),
  ) as Partial<Record<Parameter, string>>;
  for (const text of faultsOf(all, source, bare)) fault(text);
  for (const p of ["sslrootcert", "sslcert", "sslkey"] as const) {
    const path = all[p];
    if (path && !(p === "sslrootcert" && path === "system")) {
      checkPem(source(p), path, read, fault);
    }
  }
  const query = new URLSearchParams(all as Record<string, string>).toString();
  return query === "" ? bare : `${bare}${bare.includes("?") ? "&" : "?"}${query}`;
}

function faultsOf(
  all: Partial<Record<Parameter, string>>,
  source: (p: Parameter) => string,
  bare: string,
): string[] {
  const { sslmode, sslrootcert, sslcert, sslkey } = all;
  if (sslmode && !sslModes.some((mode) => mode === sslmode)) {
    return [`${source("sslmode")} is "${sslmode}"; set one of ${sslModes.join(", ")}`];
  }
  const faults: string[] = [];
  const weak = ["disable", "allow", "prefer"].includes(sslmode ?? "");
  if (sslrootcert && weak) {
    faults.push(
      `${source("sslrootcert")} is set, but ${source("sslmode")} is ${sslmode}, which verifies ` +
        "nothing; set verify-full, or leave it out",
    );
  }
  if (sslrootcert === "system" && sslmode && !weak && sslmode !== "verify-full") {
    faults.push(`${source("sslrootcert")} is system; ${source("sslmode")} must be verify-full`);
  }
  if (Boolean(sslcert) !== Boolean(sslkey)) {
    faults.push(`${source("sslcert")} and ${source("sslkey")} belong together; set both or none`);
  }
  if (toTls(all).mode === "verify-full" && severalHosts(bare)) {
    const ip = /^(\d+\.){3}\d+$|^\[/;
    if (hostsOf(bare).some((host) => ip.test(host))) {
      faults.push("several hosts are verified by name only; name them instead of IP addresses");
    }
  }
  return faults;
}

function checkPem(
  source: string,
  path: string,
  read: (path: string) => string,
  fault: (text: string) => void,
): void {
  try {
    if (read(path).includes("-----BEGIN ")) return;
    fault(`${source} names ${path}, which is no PEM file`);
  } catch {
    fault(`${source} names ${path}, which cannot be read; let this process read it`);
  }
}

/** The host names of a URL, without ports; IPv6 addresses in their brackets. */
export function hostsOf(url: string): string[] {
  const authority = /^[^:]+:\/\/([^/?]*)/.exec(url)?.[1] ?? "";
  return (authority.split("@").at(-1) ?? "").split(",").map((h) => h.replace(/:\d*$/, ""));
}

const severalHosts = (url: string) => hostsOf(url).length > 1;

/** The files that a URL of `withDatabaseTls` names, so that a process may be allowed to read them. */
export function databaseFilePaths(url: string | null): string[] {
  if (url === null) return [];
  const { rootCert, client } = splitDatabaseTls(url).tls;
  return [rootCert, client?.cert, client?.key].filter((path) => path != null);
}
