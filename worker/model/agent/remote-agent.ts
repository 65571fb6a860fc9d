import type { Mistral } from "@mistralai/mistralai";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import { currentDeploymentMark } from "../../../store/agent/reconcile-agents.ts";
import {
  claimRemoteAgent,
  releaseRemoteAgent,
  remoteAgentIds,
  saveRemoteAgent,
} from "../../../store/agent/remote-agents.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import type { Sql } from "../../../store/database/sql.ts";
import { type CalledAgent, createRequest, remoteAgentName } from "./create-request.ts";
import { listAgents } from "./list-agents.ts";

/** What agents are created with. */
export interface AgentCreation {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  signal: AbortSignal;
  /** Time for one worker to create an agent, before another tries, ms. */
  leaseMs: number;
  /** Called with the agent's name after it was created and before it is recorded. */
  failpoint: (agent: string) => void;
}

/** An agent at the provider; or another worker is creating it: try again in `waitMs`. */
type RemoteAgent = { remoteId: string } | { waitMs: number };

/** The agents that may write in the answer of a call. */
type CalledAgents = Pick<ClaimedModelCall, "version" | "handoffs" | "fallback" | "remoteAgentId">;

/**
 * The agent at Mistral of a call's version. The agents that it may hand over to are created before it, so that it
 * names exactly these.
 */
export async function ensureRemoteAgents(
  creation: AgentCreation,
  { version, handoffs, fallback, remoteAgentId }: CalledAgents,
): Promise<RemoteAgent> {
  if (remoteAgentId !== null) return { remoteId: remoteAgentId };
  const versions = new Map([version, ...handoffs].map((v) => [v.id, v]));
  const known = await remoteAgentIds(creation.sql, creation.provider, [...versions.keys()]);
  const ensure = async (one: typeof version): Promise<RemoteAgent> => {
    // The fallback model replaces that of the call's own version only.
    const agent = { version: one, fallback: one === version ? fallback : null };
    const remoteId = agent.fallback === null ? known.get(one.id) : undefined;
    if (remoteId) return { remoteId };
    const targets: string[] = [];
    for (const id of one.spec.handoffs ?? []) {
      const target = versions.get(id);
      if (!target) throw new Error(`version ${one.id} hands over to ${id}, which was not read`);
      const ensured = await ensure(target);
      if ("waitMs" in ensured) return ensured;
      targets.push(ensured.remoteId);
    }
    const own = await ensureRemoteAgent(creation, agent, targets);
    if ("remoteId" in own) known.set(one.id, own.remoteId);
    return own;
  };
  return await ensure(version);
}

/**
 * The agent of one version: created once, at its first use, and never changed. An agent has one model, so the fallback
 * model has an agent of its own. A create whose answer was lost is found by its name, which ends in the content hash.
 */
async function ensureRemoteAgent(
  creation: AgentCreation,
  agent: CalledAgent,
  handoffs: readonly string[],
): Promise<RemoteAgent> {
  const { sql, provider, leaseMs, failpoint } = creation;
  const { version, fallback } = agent;
  const key = { versionId: version.id, provider, isFallback: fallback !== null };
  const claim = await claimRemoteAgent(sql, key, leaseMs);
  if (claim.found === "created") return { remoteId: claim.remoteId };
  if (claim.found === "wait") return { waitMs: claim.waitMs };
  try {
    const remoteId = await findOrCreate(creation, agent, handoffs);
    failpoint(version.agentName);
    await saveRemoteAgent(sql, key, remoteId);
    return { remoteId };
  } catch (error) {
    await releaseRemoteAgent(sql, key);
    throw error;
  }
}

async function findOrCreate(
  { sql, mistral, signal: outer, leaseMs }: AgentCreation,
  agent: CalledAgent,
  handoffs: readonly string[],
): Promise<string> {
  const mark = await currentDeploymentMark(sql);
  const signal = deadlineSignal(leaseMs / 2, outer);
  const { version, fallback } = agent;
  const name = remoteAgentName(version, fallback);
  const named = await listAgents(mistral, { name, pageSize: 100, pages: 1, signal: () => signal });
  const existing = named.find((a) =>
    a.name === name && a.metadata?.tramontane_version === version.id &&
    sameIds(a.handoffs ?? [], handoffs)
  );
  if (existing) return existing.id;
  const created = await mistral.beta.agents.create(createRequest(agent, handoffs, mark), {
    signal,
  });
  return created.id;
}

/** An agent with other hand-offs was created before one of its targets was replaced. */
const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));
