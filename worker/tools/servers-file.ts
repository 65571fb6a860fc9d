import { toolPolicies, type ToolPolicy } from "../../protocol/approval/approval.ts";
import { type ReadText, withSecretFiles } from "../../protocol/config/secret-files.ts";
import { checkAddress, isPlainLocal } from "./server-address.ts";
import { asObject, type Fault, parseProgram, type Program, type Raw } from "./server-program.ts";

/** A configured MCP server. */
export interface ServerEntry {
  name: string;
  /** Its URL; `stdio:<command>` for a program. */
  url: string;
  /** The program that the worker starts, with MCP over stdin and stdout; absent for a URL. */
  program?: Program;
  bearer: string | null;
  /** Additional headers of every request, by lower-case name. */
  headers: Record<string, string>;
  /** Allowed tools; null: all. */
  tools: string[] | null;
  /** The policy of its tools unless an agent sets one; null: by the tool's annotations. */
  policy: ToolPolicy | null;
  /** Whether its name may resolve to loopback and private addresses. */
  allowPrivate: boolean;
  /**
   * Whether its annotations count: a read-only tool runs without an approval, and is repeated if its answer is lost.
   * Default: they do not.
   */
  trustAnnotations?: boolean;
  /** Tools whose calls the senders of the turn's messages may not approve; `*`: all. Default: none. */
  separateApprover?: readonly string[];
}

/** All faults of a list of MCP servers, with their lines; no value of a variable. */
export class ServersFileError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`servers.json:\n- ${faults.join("\n- ")}`);
    this.name = "ServersFileError";
    this.faults = faults;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

const common = ["name", "tools", "policy", "trustAnnotations", "separateApprover"];
/** Fields of a server with a URL, and of a program. */
const fields = {
  url: [...common, "url", "bearer", "headers", "private"],
  command: [...common, "command", "args", "env"],
};

/** Headers that the transport sets itself. */
const ownHeaders = /^(accept|authorization|connection|content-.*|cookie|host|mcp-.*|transfer-.*)$/;

/**
 * Parses `mcp/servers.json`. `${NAME}` inserts a variable: in `url` and `headers` it must be set; an unset one in
 * `bearer` means no token. With `read`, `<NAME>_FILE` may name a file with the value instead. Throws a
 * `ServersFileError` with all faults, without values of variables.
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
  if (name === "mistral") fault("The name mistral is reserved for tools that Mistral runs.");
  const kind = raw.command === undefined ? "url" : "command";
  for (const key of Object.keys(raw).filter((k) => !fields[kind].includes(k))) {
    fault(`${name}: there is no field ${key} with ${kind}. Known: ${fields[kind].join(", ")}.`);
  }
  if (raw.trustAnnotations !== undefined && typeof raw.trustAnnotations !== "boolean") {
    fault(`${name}: trustAnnotations must be true or false.`);
  }
  const unset = (variable: string) => fault(`${name}: ${variable} is not set.`);
  const fill = (text: string) => filled(text, env, unset);
  const reached = kind === "url"
    ? parseAddress(name, raw, env, fill, fault)
    : { ...noAddress, ...parseProgram(name, raw, fill, fault) };
  return {
    name,
    ...reached,
    tools: parseTools(name, raw.tools, fault),
    policy: parsePolicy(name, raw.policy, fault),
    trustAnnotations: raw.trustAnnotations === true,
    separateApprover: parseSeparate(name, raw.separateApprover, fault),
  };
}

const noAddress = { bearer: null, headers: {}, allowPrivate: false };

function parseAddress(
  name: string,
  raw: Raw,
  env: Env,
  fill: (text: string) => string,
  fault: Fault,
) {
  const url = fill(String(raw.url ?? ""));
  const allowPrivate = raw.private === true || isPlainLocal(url);
  checkAddress(name, url, allowPrivate, fault);
  return {
    url,
    bearer: raw.bearer == null ? null : filled(String(raw.bearer), env, () => {}) || null,
    headers: parseHeaders(name, raw.headers, fill, fault),
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

function parseSeparate(name: string, raw: unknown, fault: Fault): string[] {
  if (raw == null || raw === false) return [];
  if (raw === true) return ["*"];
  if (Array.isArray(raw) && raw.every((t) => typeof t === "string")) return raw;
  fault(`${name}: separateApprover must be true or a list of its tools.`);
  return [];
}

function parsePolicy(name: string, raw: unknown, fault: Fault): ToolPolicy | null {
  if (raw == null) return null;
  const policy = toolPolicies.find((p) => p === raw);
  if (!policy) fault(`${name}: policy must be one of ${toolPolicies.join(", ")}.`);
  return policy ?? null;
}

/** The distinct names of variables in the text of a list. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name = ""]) => name)),
];

const filled = (text: string, env: Env, missing: (name: string) => void) =>
  text.replace(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => env[name] || (missing(name), ""));

function readJson(text: string): Raw {
  try {
    return asObject(JSON.parse(text));
  } catch {
    throw new ServersFileError([`line ${faultyLine(text)}: this is not JSON.`]);
  }
}

/** The line at which a text stops being JSON. No token spans several lines. */
function faultyLine(text: string): number {
  const lines = text.split("\n");
  const good = lines.findIndex((_, i) => !canGoOn(`${lines.slice(0, i + 1).join("\n")}\n`));
  return good < 0 ? lines.length : good + 1;
}

/** Only the position of the error is used: its message quotes the file, which may contain a token. */
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

/** The line that names a server, for a fault; empty if there is none. */
function placeOf({ name }: Raw, text: string): string {
  const at = typeof name === "string" ? text.indexOf(JSON.stringify(name)) : -1;
  return at < 0 ? "" : `line ${text.slice(0, at).split("\n").length}: `;
}
