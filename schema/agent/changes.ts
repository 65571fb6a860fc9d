import { createTwoFilesPatch } from "diff";
import type { AgentSpec, Tool } from "../../protocol/agent/agent.ts";
import { canonicalJson } from "../../protocol/json/canonical.ts";

/** A difference at `path`. `before` or `after` is null when the value did not exist; `diff` is set for long texts. */
export interface Change {
  path: string;
  before: unknown;
  after: unknown;
  diff: string | null;
}

/** Texts that are longer or have several lines also get a diff. */
const longText = 120;

/** Differences between two specifications, sorted by path. Hand-offs are compared by version id. */
export function specChanges(before: AgentSpec, after: AgentSpec): Change[] {
  return changes(places(before), places(after));
}

/** Differences of a tool, below `tools.<server>.<name>`. `now` is null when it was removed. */
export function toolChanges(server: string, was: Tool, now: Tool | null): Change[] {
  const path = `tools.${server}.${was.name}`;
  if (!now) return [{ path, before: shown(was), after: null, diff: null }];
  return changes(flat(path, shown(was)), flat(path, shown(now)));
}

/** Differences of a text. */
export function textChange(path: string, before: string, after: string): Change[] {
  return changes(new Map([[path, before]]), new Map([[path, after]]));
}

type Places = Map<string, unknown>;

function places({ tools, settings, prompt: _, ...rest }: AgentSpec): Places {
  const ofTools = tools.map(({ server, tool, ...terms }) => [
    ...flat(`tools.${server}.${tool.name}`, { ...terms, ...shown(tool) }),
  ]);
  return new Map([
    ...Object.entries(rest).flatMap(([name, value]) => [...topLevel(name, value)]),
    ...flat("settings", { ...settings }),
    ...ofTools.flat(),
  ]);
}

/** Schemas are compared as a whole, other objects field by field. An empty list is no value. */
function topLevel(name: string, value: unknown): Places {
  const whole = name === "outputSchema" || name === "guardrails" || Array.isArray(value) ||
    typeof value !== "object" || value === null;
  if (Array.isArray(value) && value.length === 0) return new Map();
  return whole ? new Map([[name, value]]) : flat(name, value as Record<string, unknown>);
}

const flat = (path: string, fields: Record<string, unknown>): Places =>
  new Map(Object.entries(fields).map(([name, value]) => [`${path}.${name}`, value]));

/** A tool without its name and its hash. */
function shown({ name: _, hash: __, ...fields }: Tool): Record<string, unknown> {
  return fields;
}

function changes(before: Places, after: Places): Change[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [before.get(path) ?? null, after.get(path) ?? null];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    return [{ path, before: was, after: is, diff: textDiff(path, was, is) }];
  });
}

function textDiff(path: string, was: unknown, is: unknown): string | null {
  if (typeof was !== "string" || typeof is !== "string") return null;
  const long = (text: string) => text.length > longText || text.includes("\n");
  if (!long(was) && !long(is)) return null;
  return createTwoFilesPatch(path, path, was, is, "before", "after", { context: 3 });
}
