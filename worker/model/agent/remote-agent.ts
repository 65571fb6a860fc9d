import type { Mistral } from "@mistralai/mistralai";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import type { AgentTool } from "../../../protocol/agent/agent.ts";
import { hostedServer } from "../../../protocol/agent/hosted-tools.ts";
import { modelToolName } from "../../../protocol/agent/tool-name.ts";
import { currentDeploymentMark, type Mark } from "../../../store/agent/reconcile-agents.ts";
import type { Sql } from "../../../store/database/connect.ts";
import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import {
  claimRemoteAgent,
  releaseRemoteAgent,
  remoteAgentIds,
  saveRemoteAgent,
} from "../../../store/agent/remote-agents.ts";
import { toGuardrails } from "./guardrails.ts";
import { listAgents } from "./list-agents.ts";
import { completionArgs, modelOf } from "../call/request.ts";

type Version = ClaimedModelCall["version"];
/** What is asked: a version, by its own model or by its fallback. */
type Asking = Pick<ClaimedModelCall, "version" | "fallback">;

type Remote = { remoteId: string } | { waitMs: number };

/**
 * The agent at Mistral of a call's version. Those that it may hand over to are made before it, so that it points at
 * exactly their agents. Null: see `ensureRemoteAgent`.
 */
export async function ensureRemoteAgents(
  sql: Sql,
  mistral: Mistral,
  provider: string,
  { version, handoffs, fallback }: Pick<ClaimedModelCall, "version" | "handoffs" | "fallback">,
  signal: AbortSignal,
  making: Making,
): Promise<Remote> {
  const all = new Map([version, ...handoffs].map((v) => [v.id, v]));
  const made = await remoteAgentIds(sql, provider, [...all.keys()]);
  const ensure = async (one: Version): Promise<Remote> => {
    // Those that it hands over to are asked by their own models.
    const asking = { version: one, fallback: one === version ? fallback : null };
    const known = asking.fallback === null ? made.get(one.id) : undefined;
    if (known) return { remoteId: known };
    const targets: string[] = [];
    for (const id of one.spec.handoffs ?? []) {
      const target = all.get(id);
      if (!target) throw new Error(`version ${one.id} hands over to ${id}, which was not read`);
      const ensured = await ensure(target);
      if ("waitMs" in ensured) return ensured;
      targets.push(ensured.remoteId);
    }
    const own = await ensureRemoteAgent(sql, mistral, provider, asking, targets, signal, making);
    if ("remoteId" in own) made.set(one.id, own.remoteId);
    return own;
  };
  return await ensure(version);
}

/** How agents are made. */
export interface Making {
  /** How long one worker may take to make an agent before another tries, ms. */
  leaseMs: number;
  /** Told the agent's name between its making and its recording: where a test lets the worker die. */
  failpoint: (agent: string) => void;
}

/**
 * The agent at Mistral that a version is: made at first use, once, and never patched; where the fallback model is
 * asked, a second one, since an agent has one model. A create whose answer was lost is found by its name, which ends in
 * the content hash. Null: another worker is making it, come back in `waitMs`.
 */
export async function ensureRemoteAgent(
  sql: Sql,
  mistral: Mistral,
  provider: string,
  asking: Asking,
  handoffs: readonly string[],
  signal: AbortSignal,
  { leaseMs: lease, failpoint }: Making,
): Promise<Remote> {
  const agent = { versionId: asking.version.id, provider, isFallback: asking.fallback !== null };
  const found = await claimRemoteAgent(sql, agent, lease);
  if (found.found === "known") return { remoteId: found.remoteId };
  if (found.found === "later") return { waitMs: found.waitMs };
  try {
    const inTime = deadlineSignal(lease / 2, signal);
    const remoteId = await findOrCreate(
      mistral,
      asking,
      handoffs,
      await currentDeploymentMark(sql),
      inTime,
    );
    failpoint(asking.version.agentName);
    await saveRemoteAgent(sql, agent, remoteId);
    return { remoteId };
  } catch (error) {
    await releaseRemoteAgent(sql, agent);
    throw error;
  }
}

async function findOrCreate(
  mistral: Mistral,
  asking: Asking,
  handoffs: readonly string[],
  mark: Mark,
  signal: AbortSignal,
) {
  const { version, fallback } = asking;
  const name = remoteAgentName(version, fallback);
  const known = await listAgents(mistral, { name, pageSize: 100, pages: 1, signal: () => signal });
  const ours = known.find((a) =>
    a.name === name && a.metadata?.tramontane_version === version.id &&
    samePlaces(a.handoffs ?? [], handoffs)
  );
  if (ours) return ours.id;
  const { instructions, settings, tools, outputSchema, guardrails } = version.spec;
  const metadata = {
    tramontane_version: version.id,
    tramontane_deployment: mark.deployment,
    tramontane_epoch: mark.epoch,
  };
  const made = await mistral.beta.agents.create({
    name,
    model: modelOf(asking),
    instructions,
    tools: tools.map(functionTool),
    completionArgs: completionArgs(settings, false, outputSchema),
    metadata,
    ...(handoffs.length > 0 && { handoffs: [...handoffs] }),
    ...(guardrails != null && { guardrails: toGuardrails(guardrails) }),
  }, { signal });
  return made.id;
}

/** An agent that points elsewhere is of before one of its targets was made again. */
const samePlaces = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

/**
 * The name of a version's agent at the provider: `<agent>-v<number>-<first 12 digits of the hash>`, and `-<model>` of
 * the one that stands in.
 */
export function remoteAgentName(
  { agentName, number, hash }: Pick<Version, "agentName" | "number" | "hash">,
  fallback: string | null = null,
): string {
  const own = `${agentName}-v${number}-${hash.slice(0, 12)}`;
  return fallback === null ? own : `${own}-${fallback}`;
}

/** A tool as the provider takes it: one that it runs itself by its kind, any other as a function. */
function functionTool({ server, tool, settings }: AgentTool) {
  if (server === hostedServer) return hostedTool(tool.name, settings);
  const parameters = tool.inputSchema as Record<string, unknown>;
  const description = tool.description ?? tool.title ?? tool.name;
  const name = modelToolName(server, tool.name);
  return { type: "function" as const, function: { name, description, parameters } };
}

function hostedTool(name: string, settings: AgentTool["settings"]) {
  if (name !== "document_library") return { type: name as "web_search" };
  return { type: name, libraryIds: settings?.libraryIds as string[] } as const;
}
