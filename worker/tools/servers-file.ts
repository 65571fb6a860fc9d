import { toolPolicies, type ToolPolicy } from "../../protocol/approval.ts";
import { type ReadText, withSecretFiles } from "../../telemetry/secret-files.ts";
import { namesPrivateHost } from "./private-address.ts";

/** An MCP server that the configuration names. */
export interface ServerEntry {
  name: string;
  url: string;
  bearer: string | null;
  /** Further headers of every request, by lower-case name. */
  headers: Record<string, string>;
  /** Tools that may be offered; null is all. */
  tools: string[] | null;
  /** Who decides about a tool where its agent does not say; null leaves it to the tool's own annotations. */
  policy: ToolPolicy | null;
  /** Its name may lead to loopback and private addresses. */
  allowPrivate: boolean;
}

/** All that is wrong with a list of MCP servers, and where; no value of a variable. */
export class ServersFileError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`servers.json:\n- ${faults.join("\n- ")}`);
    this.name = "ServersFileError";
    this.faults = faults;
  }
}

type Env = Readonly<Record<string, string | undefined>>;
type Raw = Record<string, unknown>;
type Fault = (text: string) => void;

const fields = ["name", "url", "bearer", "headers", "tools", "policy", "private"];

/** Headers that the transport writes itself. */
const ownHeaders = /^(accept|authorization|connection|content-.*|cookie|host|mcp-.*|transfer-.*)$/;

/**
 * Reads the text of `mcp/servers.json`. `${NAME}` stands for a variable: in `url` and `headers` it must be set, an
 * unset one in `bearer` means no token. With `read`, `<NAME>_FILE` may name a file that holds it instead. Throws one
 * `ServersFileError`, and shows no value of a variable.
 */
export function parseServers(text: string, given: Env, read: ReadText = () => ""): ServerEntry[] {
  const { servers, ...others } = readJson(text);
  if (!Array.isArray(servers)) throw new ServersFileError(["there is no list `servers`."]);
  const faults = Object.keys(others).map((key) => `there is no field ${key} next to servers.`);
  const env = withSecretFiles(given, variablesIn(text), read, (t) => faults.push(`${t}.`));
  const entries = servers.map((raw, i) =>
    parseServer(asObject(raw), i, env, (t) => faults.push(`${placeOf(asObject(raw), text)}${t}`))
  );
  const names = entries.map((e) => e.name);
  names.filter((n, i) => names.indexOf(n) !== i).forEach((n) =>
    faults.push(`${n} is named twice.`)
  );
  if (faults.length > 0) throw new ServersFileError(faults);
  return entries;
}

function parseServer(raw: Raw, i: number, env: Env, fault: Fault): ServerEntry {
  const name = String(raw.name ?? "");
  if (!/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    fault(`server ${i}: the name ${name} is not lower-case letters, digits and hyphens.`);
  }
  if (name === "mistral") fault("The name mistral is kept for what Mistral runs itself.");
  for (const key of Object.keys(raw).filter((k) => !fields.includes(k))) {
    fault(`${name}: there is no field ${key}. Known: ${fields.join(", ")}.`);
  }
  const unset = (variable: string) => fault(`${name}: ${variable} is not set.`);
  const url = filled(String(raw.url ?? ""), env, unset);
  const allowPrivate = raw.private === true || isPlainLocal(url);
  checkAddress(name, url, allowPrivate, fault);
  return {
    name,
    url,
    bearer: raw.bearer == null ? null : filled(String(raw.bearer), env, () => {}) || null,
    headers: parseHeaders(name, raw.headers, (text) => filled(text, env, unset), fault),
    tools: parseTools(name, raw.tools, fault),
    policy: parsePolicy(name, raw.policy, fault),
    allowPrivate,
  };
}

function parseHeaders(name: string, raw: unknown, fill: (text: string) => string, fault: Fault) {
  const entries = Object.entries(asObject(raw ?? {})).map(([key, value]) => {
    const header = key.toLowerCase();
    if (!/^[a-z0-9-]+$/.test(header) || ownHeaders.test(header)) {
      fault(`${name}: the header ${key} cannot be set; a token belongs into bearer.`);
    }
    const text = fill(String(value));
    if (!/^[\t\x20-\x7e]*$/.test(text)) {
      fault(`${name}: the value of the header ${key} is not ASCII.`);
    }
    return [header, text] as const;
  });
  return Object.fromEntries(entries);
}

function parseTools(name: string, raw: unknown, fault: Fault): string[] | null {
  if (raw == null) return null;
  if (Array.isArray(raw) && raw.every((t) => typeof t === "string")) return raw;
  fault(`${name}: tools must be a list of names, or be left out for all.`);
  return [];
}

function parsePolicy(name: string, raw: unknown, fault: Fault): ToolPolicy | null {
  if (raw == null) return null;
  const policy = toolPolicies.find((p) => p === raw);
  if (!policy) fault(`${name}: policy must be one of ${toolPolicies.join(", ")}.`);
  return policy ?? null;
}

/** The names that `${NAME}` in the text of a list stands for, each once. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name = ""]) => name)),
];

const filled = (text: string, env: Env, missing: (name: string) => void) =>
  text.replace(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => env[name] || (missing(name), ""));

/** https, or http on this machine or to a name inside a private network that the operator wrote down. */
function checkAddress(name: string, url: string, allowPrivate: boolean, fault: Fault): void {
  if (!URL.canParse(url) || !isSafe(new URL(url))) {
    return fault(`${name}: the url must be https, or http on loopback.`);
  }
  const { hostname, username, password } = new URL(url);
  if (username || password) {
    fault(`${name}: a password belongs into bearer or headers, not the url.`);
  }
  if (!allowPrivate && namesPrivateHost(hostname)) {
    fault(`${name}: ${hostname} is on a private network; set "private": true if that is meant.`);
  }
}

const loopback = ["127.0.0.1", "localhost", "[::1]"];

function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && (loopback.includes(hostname) || !hostname.includes("."));
}

/** Without TLS only loopback and bare names are let in at all, and those are private by nature. */
const isPlainLocal = (url: string) => URL.canParse(url) && new URL(url).protocol === "http:";

function readJson(text: string): Raw {
  try {
    return asObject(JSON.parse(text));
  } catch {
    throw new ServersFileError([`line ${faultyLine(text)}: this is not JSON.`]);
  }
}

/** The line at which a text stops being JSON: the first that cannot be gone on from. No token crosses a line. */
function faultyLine(text: string): number {
  const lines = text.split("\n");
  const good = lines.findIndex((_, i) => !canGoOn(`${lines.slice(0, i + 1).join("\n")}\n`));
  return good < 0 ? lines.length : good + 1;
}

/** Of the error only the place is used: its text quotes the file, and there may be a token in it. */
function canGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = String(error);
    const at = /at position (\d+)/.exec(message)?.[1];
    return at === undefined ? /end of JSON input/.test(message) : Number(at) >= text.length;
  }
}

/** The line that names a server, for a fault; empty where no line does. */
function placeOf({ name }: Raw, text: string): string {
  const at = typeof name === "string" ? text.indexOf(JSON.stringify(name)) : -1;
  return at < 0 ? "" : `line ${text.slice(0, at).split("\n").length}: `;
}

const asObject = (raw: unknown): Raw =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw) ? raw as Raw : {};
