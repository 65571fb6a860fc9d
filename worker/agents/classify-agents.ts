import type { FoundAgent, Mark, RecordedAgent } from "../../store/agent/reconcile-agents.ts";
import { remoteAgentName } from "../model/agent/create-request.ts";

/** An agent in the provider's list. */
export interface ListedAgent {
  id: string;
  name: string;
  model: string;
  instructions: string | null;
  createdAt: Date;
  /** Current version, and all versions. */
  version: number;
  versions: number[];
  metadata: Record<string, unknown>;
}

/** The result of the comparison. */
export interface Comparison {
  /** Created by this deployment and not recorded. `deletable`: old enough, and of the current epoch. */
  orphans: { id: string; deletable: boolean }[];
  /** Versions whose agent was changed outside this deployment. */
  changed: string[];
  /** Recorded ids that are not in the list: to be read one by one. */
  unseen: { versionId: string; remoteId: string }[];
  /** Agents whose creation was interrupted before they were recorded. */
  found: FoundAgent[];
}

/** What a comparison needs to know besides the agents. */
export interface Comparing {
  mark: Mark;
  now: Date;
  youngMs: number;
  /** Whether the agents of a tenant are in the account whose agents were listed. */
  serves: (tenant: string) => boolean;
}

/**
 * Compares the agents of an account at the provider with the record. No agent is an orphan while one of its name is being
 * created. Since several keys may lead to the same account, what another account has recorded is no orphan either.
 */
export function classifyAgents(
  seen: readonly ListedAgent[],
  recorded: readonly RecordedAgent[],
  { mark, now, youngMs, serves }: Comparing,
): Comparison {
  const known = new Map(recorded.flatMap((r) => (r.remoteId ? [[r.remoteId, r]] : [])));
  const notCreated = recorded.filter((r) => r.remoteId === null);
  const found = notCreated.flatMap((r) => {
    const one = r.beingMade || !serves(r.tenant) ? undefined : seen.find((a) => belongsTo(a, r));
    const isFallback = r.fallback !== null;
    return one ? [{ tenant: r.tenant, versionId: r.versionId, remoteId: one.id, isFallback }] : [];
  });
  const orphans = seen.filter((a) =>
    a.metadata.tramontane_deployment === mark.deployment && !known.has(a.id) &&
    !notCreated.some((r) => belongsTo(a, r))
  ).map((a) => ({
    id: a.id,
    deletable: a.metadata.tramontane_epoch === mark.epoch &&
      now.getTime() - a.createdAt.getTime() >= youngMs,
  }));
  const changed = seen.flatMap((a) => {
    const own = known.get(a.id);
    return own && isChanged(a, own) ? [own.versionId] : [];
  });
  const ids = new Set(seen.map((a) => a.id));
  const unseen = [...known].filter(([id, { tenant }]) => !ids.has(id) && serves(tenant))
    .map(([remoteId, { versionId }]) => ({ versionId, remoteId }));
  return { orphans, changed, unseen, found };
}

/** The version that an agent was created for; null: that is unknown. */
export const versionOf = ({ metadata }: Pick<ListedAgent, "metadata">): string | null =>
  typeof metadata.tramontane_version === "string" ? metadata.tramontane_version : null;

const belongsTo = (agent: ListedAgent, recorded: RecordedAgent) =>
  versionOf(agent) === recorded.versionId && agent.name === nameOf(recorded);

const nameOf = (recorded: RecordedAgent) => remoteAgentName(recorded, recorded.fallback);

/** Agents are never patched: one that is not in its first version was changed outside this deployment. */
export function isChanged(
  { name, model, instructions, version, versions }: ListedAgent,
  recorded: RecordedAgent,
): boolean {
  const { spec, fallback } = recorded;
  return version > Math.min(version, ...versions) || name !== nameOf(recorded) ||
    model !== (fallback ?? spec.model) || (instructions ?? "") !== spec.instructions;
}
