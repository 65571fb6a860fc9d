/** An MCP server that the configuration names. `tools`: those that may be offered; null is all. */
export interface ServerEntry {
  name: string;
  url: string;
  bearer: string | null;
  tools: string[] | null;
}

type Env = Record<string, string | undefined>;
type Raw = { name?: unknown; url?: unknown; bearer?: unknown; tools?: unknown };

/**
 * Reads the text of `mcp/servers.json`. `${NAME}` stands for a variable: in `url` it must be set, an unset one in
 * `bearer` means no token. Throws one Error that names every fault.
 */
export function parseServers(text: string, env: Env): ServerEntry[] {
  const { servers } = JSON.parse(text) as { servers?: Raw[] };
  if (!Array.isArray(servers)) throw new Error("servers.json has no list `servers`.");
  const faults: string[] = [];
  const entries = servers.map((raw, i) => parseServer(raw, i, env, faults));
  const names = entries.map((e) => e.name);
  names.filter((n, i) => names.indexOf(n) !== i).forEach((n) =>
    faults.push(`${n} is named twice.`)
  );
  if (faults.length > 0) throw new Error(`servers.json:\n- ${faults.join("\n- ")}`);
  return entries;
}

function parseServer(raw: Raw, i: number, env: Env, faults: string[]): ServerEntry {
  const name = String(raw.name ?? "");
  if (!/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name)) {
    faults.push(`server ${i}: the name ${name} is not lower-case letters, digits and hyphens.`);
  }
  if (name === "mistral") faults.push("The name mistral is kept for what Mistral runs itself.");
  const url = filled(String(raw.url ?? ""), env, (n) => faults.push(`${name}: ${n} is not set.`));
  if (!URL.canParse(url) || !isSafe(new URL(url))) {
    faults.push(`${name}: the url must be https, or http on loopback.`);
  }
  const bearer = raw.bearer == null ? null : filled(String(raw.bearer), env, () => {}) || null;
  const tools = Array.isArray(raw.tools) ? raw.tools.map(String) : null;
  return { name, url, bearer, tools };
}

const filled = (text: string, env: Env, missing: (name: string) => void) =>
  text.replace(/\$\{([A-Z0-9_]+)\}/g, (_, name: string) => env[name] || (missing(name), ""));

/** Loopback, or a name inside a private network that the operator wrote down; else https. */
function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && (["127.0.0.1", "localhost", "[::1]"].includes(hostname) ||
    !hostname.includes("."));
}
