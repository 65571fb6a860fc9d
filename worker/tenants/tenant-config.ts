import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { isTenantName, tenantNameRule } from "../../protocol/auth/tenant.ts";
import type { Env } from "../../protocol/config/field.ts";
import { webUrl } from "../../protocol/config/kinds.ts";
import type { Fault } from "../../protocol/config/read-config.ts";
import type { ReadText } from "../../protocol/config/secret-files.ts";
import { isObject } from "../../protocol/json/is-object.ts";
import { asObject, type Raw } from "../tools/server-program.ts";
import { parseServers, type ServerEntry, ServersFileError } from "../tools/servers-file.ts";
import { keyIn, keyRule } from "./key-file.ts";

/** What a tenant has of its own instead of the deployment's. */
export interface TenantConfig {
  tenant: string;
  /** Its account at the provider; null: that of the deployment. */
  account: { keyFile: string; serverUrl: string | null } | null;
  /** Its MCP servers; null: those of the deployment. */
  servers: readonly ServerEntry[] | null;
}

/** What the reading of the file needs. */
interface Reading {
  /** The variables that a list of servers may name. */
  env: Env;
  read: ReadText;
  fault: Fault;
}

const keys = ["providerKeyFile", "providerUrl", "servers"];
const maxTenants = 1_000;
const guide = "docs/operations.md describes it";

/** Where a value is in the file, for faults, and what its paths are relative to. */
interface Place extends Reading {
  at: (key: string) => string;
  folder: string;
}

/**
 * Reads the file of `TENANT_CONFIG` with the files that it names. Paths in it are relative to its folder. A fault names
 * the file, the place in it and what to set, and no secret.
 */
export function readTenants(path: string, reading: Reading): TenantConfig[] {
  const tenants = Object.entries(tenantsIn(path, reading));
  if (tenants.length > maxTenants) {
    reading.fault(`${path} names more than ${maxTenants} tenants; leave out some`);
  }
  return tenants.slice(0, maxTenants).map(([tenant, raw]) => {
    const at = (key: string) => `tenants.${tenant}${key && `.${key}`} of ${path}`;
    return readTenant(tenant, raw, { ...reading, at, folder: dirname(path) });
  });
}

/** The paths of the lists of servers that the file names, as far as it can be read. */
export function serversFilesIn(path: string, read: ReadText): string[] {
  const named = Object.values(tenantsIn(path, { read, fault: () => {} }));
  return named.flatMap((raw) => {
    const { servers } = asObject(raw);
    return typeof servers === "string" ? [resolve(dirname(path), servers)] : [];
  });
}

function tenantsIn(path: string, { read, fault }: Pick<Reading, "read" | "fault">): Raw {
  try {
    const { tenants, ...others } = asObject(parse(read(path), { prettyErrors: false }));
    for (const key of Object.keys(others)) fault(`${path} has ${key}, which is unknown; ${guide}`);
    if (isObject(tenants)) return asObject(tenants);
    fault(`${path} has no map \`tenants\`; ${guide}`);
  } catch (error) {
    const isYaml = error instanceof Error && /yaml/i.test(error.name);
    // The message may quote the file.
    fault(
      `TENANT_CONFIG names ${path}, which ${
        isYaml ? "is not YAML; correct it" : "cannot be read; let this process read it"
      }`,
    );
  }
  return {};
}

function readTenant(tenant: string, value: unknown, place: Place): TenantConfig {
  const { at, fault } = place;
  const raw = asObject(value);
  if (!isTenantName(tenant)) fault(`${at("")} is no name of a tenant; set ${tenantNameRule}`);
  if (Object.keys(raw).length === 0) fault(`${at("")} is empty; set one of ${keys.join(", ")}`);
  for (const key of Object.keys(raw).filter((key) => !keys.includes(key))) {
    fault(`${at(key)} is unknown; set one of ${keys.join(", ")}`);
  }
  return { tenant, account: readAccount(raw, place), servers: readServers(raw, place) };
}

function readAccount(raw: Raw, place: Place): TenantConfig["account"] {
  const { at, fault, read } = place;
  const keyFile = pathAt(raw, "providerKeyFile", place);
  const serverUrl = urlAt(raw, place);
  if (keyFile === null) {
    // The deployment's key must not be sent to a tenant's address.
    if (raw.providerUrl != null) fault(`${at("providerUrl")} is set without providerKeyFile`);
    return null;
  }
  try {
    if (keyIn(read(keyFile)) === null) {
      fault(`${at("providerKeyFile")} names ${keyFile}, which has no key; set ${keyRule}`);
    }
  } catch {
    fault(`${at("providerKeyFile")} names ${keyFile}, which cannot be read`);
  }
  return { keyFile, serverUrl };
}

function urlAt(raw: Raw, { at, fault }: Place): string | null {
  if (raw.providerUrl == null) return null;
  const url = URL.parse(webUrl.parse(String(raw.providerUrl)) ?? "");
  if (url && !url.username && !url.password && !url.search && !url.hash) return url.href;
  fault(`${at("providerUrl")} is not an http(s) URL without user and query; set one`);
  return null;
}

function readServers(raw: Raw, place: Place): ServerEntry[] | null {
  const { at, fault, read, env } = place;
  const path = pathAt(raw, "servers", place);
  if (path === null) return null;
  const named = `${at("servers")} names ${path}`;
  let text: string;
  try {
    text = read(path);
  } catch {
    fault(`${named}, which cannot be read`);
    return [];
  }
  try {
    return parseServers(text, env, read);
  } catch (error) {
    if (!(error instanceof ServersFileError)) throw error;
    for (const one of error.faults) fault(`${named}: ${one.replace(/\.$/, "")}`);
    return [];
  }
}

function pathAt(raw: Raw, key: string, { at, fault, folder }: Place): string | null {
  const value = raw[key];
  if (value == null) return null;
  if (typeof value === "string" && value !== "") return resolve(folder, value);
  fault(`${at(key)} is no path of a file; set one`);
  return null;
}
