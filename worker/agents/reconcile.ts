import type { Mistral } from "@mistralai/mistralai";
import type { Agent } from "@mistralai/mistralai/models/components";
import { MistralError } from "@mistralai/mistralai/models/errors";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { ReconciledAgents } from "../../protocol/agent/commands.ts";
import {
  adoptRemoteAgent,
  agentsOf,
  currentDeploymentMark,
  recordedAgents,
  versionsOfTenant,
} from "../../store/agent/reconcile-agents.ts";
import type { Sql } from "../../store/database/sql.ts";
import type { ProviderAccount } from "../tenants/provider-accounts.ts";
import { listAgents } from "../model/agent/list-agents.ts";
import { classifyAgents, isChanged, type ListedAgent, versionOf } from "./classify-agents.ts";

/** Dependencies of the comparison. */
export interface ReconcileDeps extends Pick<ProviderAccount, "mistral" | "serves"> {
  sql: Sql;
  provider: string;
  /** Agents younger than this are not deleted, ms. */
  youngMs: number;
}

/** Options of the comparison. */
export interface ReconcileOptions {
  dryRun: boolean;
  /** Only agents of this tenant's versions; null: those of the deployment. */
  tenant: string | null;
  /** Orphans that an interrupted attempt had found. */
  earlier?: string[];
  /** Called with the orphans before any is deleted. */
  onFound?: (orphans: string[]) => Promise<void>;
}

/** The result of the comparison. */
export type Reconciled = Omit<ReconciledAgents, "replayed">;

const pageSize = 100;
/** Limits of one run. */
const max = { pages: 100, deletions: 200 };

/**
 * Compares the agents of an account at the provider with the record, deletes orphans unless `dryRun`, and records agents whose creation
 * was interrupted. An agent without a record has no conversation, since it is recorded before its first one.
 */
export async function reconcile(
  deps: ReconcileDeps,
  { dryRun, tenant, earlier = [], onFound = async () => {} }: ReconcileOptions,
  signal: AbortSignal,
): Promise<Reconciled> {
  const { sql, mistral, serves, provider, youngMs } = deps;
  // The record is read last, so that it contains the agents that were created while the list was read.
  const listed = await ownOf(sql, tenant, await listAll(mistral, signal));
  const [mark, recorded] = await Promise.all([
    currentDeploymentMark(sql),
    tenant === null ? recordedAgents(sql, provider) : agentsOf(sql, tenant, provider),
  ]);
  const found = classifyAgents(listed, recorded, { mark, now: new Date(), youngMs, serves });
  const orphans = [...new Set([...earlier, ...found.orphans.map((o) => o.id)])];
  await onFound(orphans);
  const deleted = earlier.filter((id) => !listed.some((a) => a.id === id));
  if (!dryRun) {
    for (const one of found.found) await adoptRemoteAgent(sql, provider, one);
    for (const { id } of found.orphans.filter((o) => o.deletable).slice(0, max.deletions)) {
      signal.throwIfAborted();
      await deleteAgent(mistral, id, signal);
      deleted.push(id);
    }
  }
  const driftedVersionIds = [...found.changed];
  for (const { versionId, remoteId } of found.unseen) {
    const own = recorded.find((r) => r.remoteId === remoteId);
    const there = await findAgent(mistral, remoteId, signal);
    if (!there || (own && isChanged(there, own))) driftedVersionIds.push(versionId);
  }
  return { orphans, deleted, driftedVersionIds: [...new Set(driftedVersionIds)] };
}

/** What a tenant may learn of and delete: the agents of its versions. One of a version that is gone is no tenant's. */
async function ownOf(sql: Sql, tenant: string | null, listed: ListedAgent[]) {
  if (tenant === null) return listed;
  const own = await versionsOfTenant(sql, tenant, listed.flatMap((a) => versionOf(a) ?? []));
  return listed.filter((agent) => own.has(versionOf(agent) ?? ""));
}

async function listAll(mistral: Mistral, signal: AbortSignal): Promise<ListedAgent[]> {
  const { pages } = max;
  const all = await listAgents(mistral, {
    pageSize,
    pages,
    signal: () => requestOptions(signal).signal,
  });
  return all.map(toListed);
}

/** Deletes an agent at the provider; one that is gone is deleted. */
export async function deleteAgent(mistral: Mistral, agentId: string, signal: AbortSignal) {
  try {
    await mistral.beta.agents.delete({ agentId }, requestOptions(signal));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** An agent of the provider; null when there is none of that id. */
export async function findAgent(
  mistral: Mistral,
  agentId: string,
  signal: AbortSignal,
): Promise<ListedAgent | null> {
  try {
    return toListed(await mistral.beta.agents.get({ agentId }, requestOptions(signal)));
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

const isGone = (error: unknown) => error instanceof MistralError && error.statusCode === 404;

const requestOptions = (signal: AbortSignal) => ({
  signal: deadlineSignal(10_000, signal),
});

function toListed(agent: Agent): ListedAgent {
  const { id, name, model, instructions, createdAt, version, versions, metadata } = agent;
  return {
    ...{ id, name, model, instructions: instructions ?? null, createdAt, version, versions },
    metadata: metadata ?? {},
  };
}
