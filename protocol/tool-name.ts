/** The name of a tool at the model: `<server>__<tool>`. Hashes, history and the emulator depend on it. */
export function modelToolName(server: string, tool: string): string {
  return `${server}__${tool}`;
}

/** Server and tool of a name at the model; a name of another shape has server `unknown`. */
export function splitToolName(name: string): { server: string; name: string } {
  const at = name.indexOf("__");
  if (at < 1) return { server: "unknown", name };
  return { server: name.slice(0, at), name: name.slice(at + 2) };
}
