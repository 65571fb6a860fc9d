import { optional } from "./field.ts";
import { path, text } from "./kinds.ts";
import type { ConfigContext, Fault } from "./read-config.ts";
import { readPem } from "./read-pem.ts";

/** Modes of a connection to PostgreSQL, as libpq names them, weakest first. */
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

/** The protection of a connection, from the parameters of its URL. */
export interface DatabaseTls {
  /** With a root certificate, `require` verifies it: it is `verify-ca` here, as in libpq. */
  mode: SslMode;
  /** File with the authorities of the server's certificate; null: those of the runtime. */
  rootCert: string | null;
  /** Files with the certificate and key of this process; null: none. */
  client: { cert: string; key: string } | null;
}

/** Parameters of a URL, and the variables of libpq that replace missing ones. */
const parameters = {
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
} as const;
type Parameter = keyof typeof parameters;
const names = Object.keys(parameters) as Parameter[];

/** The variables that apply to every database URL without parameters of its own. */
export const databaseTlsFields = {
  sslMode: optional("PGSSLMODE", text("a mode of libpq"), {
    about: "`sslmode` of database URLs that have none: [TLS](#tls)",
    unset: "`disable`",
    example: "verify-full",
  }),
  sslRootCert: optional("PGSSLROOTCERT", path, {
    about:
      "`sslrootcert` of database URLs that have none: PEM file with the authorities of PostgreSQL's certificate",
    unset: "those of the runtime",
    example: "ca.pem",
  }),
  sslCert: optional("PGSSLCERT", path, {
    about:
      "`sslcert` of database URLs that have none: PEM file with the client certificate for PostgreSQL",
    example: "client.pem",
  }),
  sslKey: optional("PGSSLKEY", path, {
    about: "`sslkey` of database URLs that have none: PEM file with its key",
    example: "client.key",
  }),
};

/**
 * A URL without its TLS parameters, and their values. It is parsed as text, since `URL` cannot parse a URL with several
 * hosts.
 */
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
 * The URL with the TLS settings of the variables as its parameters, so that they apply wherever the URL is used. `name` is
 * the variable that the URL comes from. A fault names variables and paths, never the URL.
 */
export function withDatabaseTls(name: string, url: string, context: ConfigContext): string {
  const { env, fault } = context;
  const { bare, found } = split(url);
  const source = (p: Parameter) => found[p] ? `${p} of ${name}` : parameters[p];
  const all = Object.fromEntries(
    names.flatMap((p) => {
      const value = found[p] || env[parameters[p]];
      return value ? [[p, value]] : [];
    }),
  ) as Partial<Record<Parameter, string>>;
  checkParameters(all, source, bare, fault);
  for (const p of ["sslrootcert", "sslcert", "sslkey"] as const) {
    const path = all[p];
    if (path && !(p === "sslrootcert" && path === "system")) readPem(source(p), path, context);
  }
  const query = new URLSearchParams(all as Record<string, string>).toString();
  return query === "" ? bare : `${bare}${bare.includes("?") ? "&" : "?"}${query}`;
}

function checkParameters(
  all: Partial<Record<Parameter, string>>,
  source: (p: Parameter) => string,
  bare: string,
  fault: Fault,
): void {
  const { sslmode, sslrootcert, sslcert, sslkey } = all;
  if (sslmode && !sslModes.some((mode) => mode === sslmode)) {
    return fault(`${source("sslmode")} is "${sslmode}"; set one of ${sslModes.join(", ")}`);
  }
  const weak = ["disable", "allow", "prefer"].includes(sslmode ?? "");
  if (sslrootcert && weak) {
    fault(
      `${source("sslrootcert")} is set, but ${source("sslmode")} is ${sslmode}, which verifies ` +
        "nothing; set verify-full, or leave it out",
    );
  }
  if (sslrootcert === "system" && sslmode && !weak && sslmode !== "verify-full") {
    fault(`${source("sslrootcert")} is system; ${source("sslmode")} must be verify-full`);
  }
  if (Boolean(sslcert) !== Boolean(sslkey)) {
    fault(`${source("sslcert")} and ${source("sslkey")} belong together; set both or none`);
  }
  const isIp = (host: string) => /^(\d+\.){3}\d+$|^\[/.test(host);
  if (toTls(all).mode === "verify-full" && severalHosts(bare) && hostsOf(bare).some(isIp)) {
    fault("several hosts are verified by name only; name them instead of IP addresses");
  }
}

/** The host names of a URL, without ports; IPv6 addresses with brackets. */
export function hostsOf(url: string): string[] {
  const authority = /^[^:]+:\/\/([^/?]*)/.exec(url)?.[1] ?? "";
  return (authority.split("@").at(-1) ?? "").split(",").map((h) => h.replace(/:\d*$/, ""));
}

const severalHosts = (url: string) => hostsOf(url).length > 1;

/** The files that a URL of `withDatabaseTls` names, for the permissions of a process. */
export function databaseFilePaths(url: string | null): string[] {
  if (url === null) return [];
  const { rootCert, client } = splitDatabaseTls(url).tls;
  return [rootCert, client?.cert, client?.key].filter((path) => path != null);
}
