import { hostedServer } from "../../protocol/agent/hosted-tools.ts";
import { readable } from "../graph/readable.ts";
import type { AgentInput } from "./agent-files.ts";
import type { RegisteredAgent, RegisteredVersion, Server } from "./graph.ts";

/** What applying a file would change. `changes` has the paths that differ. */
export interface PlannedAgent {
  name: string;
  action: "create" | "version" | "alias" | "none" | "archived";
  /** Number of the latest version; null where the agent is new. */
  latest: number | null;
  changes: string[];
}

/** Compares a file with the agent that is registered. */
export function planAgent(
  input: AgentInput,
  registered: RegisteredAgent | null,
  servers: readonly Server[],
): PlannedAgent {
  const { name, alias, description } = input;
  if (!registered?.version) return { name, action: "create", latest: null, changes: [] };
  const { version } = registered;
  const aliases = readable(registered.aliases, "agents:read");
  const latest = version.number;
  if (registered.archivedAt) return { name, action: "archived", latest, changes: [] };
  const changes = versionChanges(input, version, servers);
  if (changes.length > 0) return { name, action: "version", latest, changes };
  const aliased = aliases.find((a) => a.name === alias)?.version.number;
  const other = [
    ...(alias != null && aliased !== latest ? [`aliases.${alias}`] : []),
    ...(description != null && description !== registered.description ? ["description"] : []),
  ];
  return { name, action: other.length > 0 ? "alias" : "none", latest, changes: other };
}

/** Paths in which a file differs from a version, or the version from its servers' current tools. */
function versionChanges(
  input: AgentInput,
  version: RegisteredVersion,
  servers: readonly Server[],
): string[] {
  const differing = (path: string, a: unknown, b: unknown) => same(a, b) ? [] : [path];
  const fields = (path: string, a: object, b: object) =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().flatMap((key) =>
      differing(`${path}.${key}`, (a as Plain)[key], (b as Plain)[key])
    );
  return [
    ...differing("model", input.model, version.model),
    ...instructionChanges(input, version),
    ...fields("settings", input.settings ?? {}, specOf(version.settings)),
    ...fields("tools", wantedTools(input, servers), registeredTools(version)),
    ...specOf(version.tools).flatMap((t) =>
      t.drifted ? [`tools.${t.server}.${t.tool.name} (drift)`] : []
    ),
    ...differing(
      "handoffs",
      [...(input.handoffs ?? [])].sort(),
      specOf(version.handoffs).map((h) => h.agent.name).sort(),
    ),
    ...specOf(version.handoffs).flatMap(({ number, agent }) =>
      (agent.version?.number ?? 0) > number ? [`handoffs.${agent.name} (newer version)`] : []
    ),
    ...differing("outputSchema", input.outputSchema, version.outputSchema),
    ...differing("guardrails", input.guardrails, version.guardrails),
    ...fields("turnBudget", input.turnBudget ?? {}, specOf(version.turnBudget)),
    ...fields(
      "conversationBudget",
      input.conversationBudget ?? {},
      specOf(version.conversationBudget),
    ),
  ];
}

function instructionChanges(
  { instructions: { text, prompt } }: AgentInput,
  version: RegisteredVersion,
): string[] {
  if (!prompt) return text === version.instructions ? [] : ["instructions"];
  const { drifted = null, ...registered } = version.prompt ?? {};
  const { server, name, arguments: given } = prompt;
  if (!same({ server, name, arguments: given ?? {} }, registered)) return ["instructions"];
  return drifted ? ["instructions (drift)"] : [];
}

const specOf = <T>(value: T | null) => readable(value, "agents:read:spec");

type Plain = Record<string, unknown>;
const approvalDefaults = { approvalTimeout: "P1D", approveOnTimeout: false };

function wantedTools({ tools = [] }: AgentInput, servers: readonly Server[]): Plain {
  const found: Plain = {};
  const general = tools.toSorted((a, b) => Number(a.name != null) - Number(b.name != null));
  for (const { server, name, policy, ...terms } of general) {
    const offered = servers.find((s) => s.name === server)?.tools ?? [];
    const unknown = name == null ? [] : [{ name, readOnly: server === hostedServer }];
    const picked = name == null ? offered : offered.filter((t) => t.name === name);
    for (const tool of picked.length > 0 ? picked : unknown) {
      const decides = policy ?? (tool.readOnly ? "AUTO" : "ASK");
      found[`${server}.${tool.name}`] = { ...approvalDefaults, ...terms, policy: decides };
    }
  }
  return found;
}

function registeredTools({ tools }: RegisteredVersion): Plain {
  return Object.fromEntries(
    specOf(tools).map(({ server, tool, policy, approvalTimeout, approveOnTimeout }) => [
      `${server}.${tool.name}`,
      { policy, approvalTimeout, approveOnTimeout },
    ]),
  );
}

/** Whether two values are equal JSON; the order of keys and null values do not count. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value ?? null;
  const entries = Object.entries(value).filter(([, v]) => v != null).sort(([a], [b]) =>
    a < b ? -1 : 1
  );
  return Object.fromEntries(entries.map(([k, v]) => [k, plain(v)]));
}
