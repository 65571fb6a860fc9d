import type { FoundAgent, Mark, RecordedAgent } from "../../store/agent/reconcile-agents.ts";
import { remoteAgentName } from "../model/agent/create-request.ts";

/** An agent as the provider shows it. */
export interface ListedAgent {
  id: string;
  name: string;
  model: string;
  instructions: string | null;
  createdAt: Date;
  /** Current version, and all there are. */
  version: number;
  versions: number[];
  metadata: Record<string, unknown>;
}

/** What became of the comparison. */
export interface Comparison {
  /** Made here and belonging to nothing. `deletable`: old enough, and of the record as it is now. */
  orphans: { id: string; deletable: boolean }[];
  /** Versions whose agent was changed by others. */
  changed: string[];
  /** Recorded ids that were not seen: to be looked for one by one. */
  unseen: { versionId: string; remoteId: string }[];
  /** Agents whose maker died before it could record them. */
  found: FoundAgent[];
}

/** Compares the provider's agents with the record. Nothing is an orphan while an agent of its name is being made. */
export function classifyAgents(
  seen: readonly ListedAgent[],
  recorded: readonly RecordedAgent[],
  { mark, now, youngMs }: { mark: Mark; now: Date; youngMs: number },
): Comparison {
  const known = new Map(recorded.flatMap((r) => (r.remoteId ? [[r.remoteId, r]] : [])));
  const unmade = recorded.filter((r) => r.remoteId === null);
  const found = unmade.flatMap((r) => {
    const one = r.beingMade ? undefined : seen.find((a) => isOf(a, r));
    const isFallback = r.fallback !== null;
    return one ? [{ versionId: r.versionId, remoteId: one.id, isFallback }] : [];
  });
  const orphans = seen.filter((a) =>
    a.metadata.tramontane_deployment === mark.deployment && !known.has(a.id) &&
    !unmade.some((r) => isOf(a, r))
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
  const unseen = [...known].filter(([id]) => !ids.has(id))
    .map(([remoteId, { versionId }]) => ({ versionId, remoteId }));
  return { orphans, changed, unseen, found };
}

const isOf = ({ name, metadata }: ListedAgent, recorded: RecordedAgent) =>
  metadata.tramontane_version === recorded.versionId && name === nameOf(recorded);

const nameOf = (recorded: RecordedAgent) => remoteAgentName(recorded, recorded.fallback);

/** We never patch an agent: one that is not in its first version was changed by others. */
export function isChanged(
  { name, model, instructions, version, versions }: ListedAgent,
  recorded: RecordedAgent,
): boolean {
  const { spec, fallback } = recorded;
  return version > Math.min(version, ...versions) || name !== nameOf(recorded) ||
    model !== (fallback ?? spec.model) || (instructions ?? "") !== spec.instructions;
}
