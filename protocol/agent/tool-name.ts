import type { AgentTool } from "./agent.ts";
import { fnv1a } from "../text/fnv.ts";

/** Maximum length of a function name at the provider. */
const maxLength = 64;
/** Function names that the provider accepts. */
const accepted = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * The name of a tool at the model: `<server>__<tool>`. A name that the provider would reject gets a safe form that ends
 * with a hash of the original. The result is deterministic: agents, history and the emulator depend on it.
 */
export function modelToolName(server: string, tool: string): string {
  const plain = `${server}__${tool}`;
  if (accepted.test(plain)) return plain;
  const hash = fnv1a(tool).toString(16).padStart(8, "0");
  const readable = plain.replace(/[^a-zA-Z0-9_-]+/g, "_");
  return `${readable.slice(0, maxLength - hash.length - 1)}_${hash}`;
}

/** Server and tool of a name at the model; a name of another form has the server `unknown`. */
export function splitToolName(name: string): { server: string; name: string } {
  const at = name.indexOf("__");
  if (at < 1) return { server: "unknown", name };
  return { server: name.slice(0, at), name: name.slice(at + 2) };
}

/**
 * The tool of `tools` that has this name at the model; any other name is split. If two tools have the same name at the
 * model, the first one counts.
 */
export function toolNamed(
  tools: readonly Pick<AgentTool, "server" | "tool">[],
  name: string,
): { server: string; name: string } {
  const found = tools.find(({ server, tool }) => modelToolName(server, tool.name) === name);
  return found ? { server: found.server, name: found.tool.name } : splitToolName(name);
}
