import { type AgentFile, readAgentFiles } from "./agent-files.ts";
import { agentGraph } from "./graph.ts";
import { planAgent, type PlannedAgent } from "./plan.ts";
import type { AgentsOptions } from "./options.ts";

/** Exit codes; `changes`: `plan` found differences. */
export const exitCodes = { done: 0, failed: 1, changes: 2 } as const;

/** The outcome for a file. */
export interface AgentOutcome extends PlannedAgent {
  path: string;
  /** Its new version; absent where nothing was applied. */
  version?: number;
  error?: string;
  /** The refusal is temporary: the same request can be tried again. */
  retryable?: boolean;
}

/** Plans all files and, for `apply`, registers those that differ. Stops at the first refusal. */
export async function runAgents(
  { command, folder, url }: Omit<AgentsOptions, "json">,
): Promise<{ code: number; outcomes: AgentOutcome[] }> {
  const graph = agentGraph(url);
  const files = await readAgentFiles(folder);
  const servers = await graph.servers();
  const outcomes: AgentOutcome[] = [];
  for (const file of files) {
    const planned = planAgent(file.input, await graph.state(file.input.name), servers);
    const outcome = { path: file.path, ...planned };
    if (command === "plan" || planned.action === "none") outcomes.push(outcome);
    else outcomes.push({ ...outcome, ...await apply(graph, file) });
    if (outcomes.at(-1)?.error) return { code: exitCodes.failed, outcomes };
  }
  const differs = outcomes.some((o) => o.action !== "none");
  if (outcomes.some((o) => o.action === "archived")) return { code: exitCodes.failed, outcomes };
  return { code: command === "plan" && differs ? exitCodes.changes : exitCodes.done, outcomes };
}

async function apply(graph: ReturnType<typeof agentGraph>, { input }: AgentFile) {
  const key = crypto.randomUUID();
  let answer = await graph.register(input, key);
  // With the same key the API continues where it stopped.
  if (answer.__typename === "UnavailableError") answer = await graph.register(input, key);
  if (answer.__typename === "RegisterAgentPayload") return { version: answer.version.number };
  const issues = answer.__typename === "ValidationError" ? answer.issues : [];
  const lines = issues.map(({ path, message }) => `\n    ${path.join(".")}: ${message}`);
  const retryable = answer.__typename === "UnavailableError";
  return { error: `${answer.message}${lines.join("")}`, ...(retryable && { retryable }) };
}

const signs = { create: "+", version: "~", alias: ">", none: "=", archived: "!" } as const;

/** One line of text for an outcome, and its changes below it. */
export function outcomeLines({ action, name, latest, changes, version, error }: AgentOutcome) {
  const words = {
    create: "is new",
    version: `gets a new version after ${latest}`,
    alias: `keeps version ${latest}; its alias or description changes`,
    none: `equals its file, version ${latest}`,
    archived: "is archived: restore it first",
  }[action];
  const done = error ? `refused: ${error}` : version ? `now version ${version}` : "";
  return [
    `${signs[action]} ${name} ${words}${done && ` - ${done}`}`,
    ...changes.map((change) => `    ${change}`),
  ];
}
