import { fnv1a } from "../../protocol/text/fnv.ts";

/** Many clients and providers refuse longer names of tools. */
const maxLength = 64;
const prefix = "ask_";

/** Name of the tool that starts research. No name of an agent gives it. */
export const researchTool = "research";

/** Name of the tool of an agent: `ask_<agent>`, shortened and with a hash if it were too long. */
export function toolOf(agent: string): string {
  const plain = `${prefix}${agent}`;
  if (plain.length <= maxLength) return plain;
  const hash = fnv1a(agent).toString(16).padStart(8, "0");
  return `${plain.slice(0, maxLength - hash.length - 1)}_${hash}`;
}

/** What a name of a tool says of its agent: the name itself, or how it begins; null for another name. */
export function agentIn(tool: string): { name: string } | { prefix: string } | null {
  if (!tool.startsWith(prefix) || tool.length > maxLength) return null;
  const rest = tool.slice(prefix.length);
  // No name of an agent has an underscore.
  const at = rest.lastIndexOf("_");
  return at < 0 ? { name: rest } : { prefix: rest.slice(0, at) };
}
