import { LRUCache } from "lru-cache";
import { visibilityKey } from "../../protocol/auth/principal.ts";
import type { EventLog } from "../../schema/ports/event-log.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import type { Requester } from "./requester.ts";

/** What a requester reads with. Its loaders serve requesters alone that see the same. */
export interface PrincipalParts {
  reads: Reads;
  log: EventLog;
  /** The key by which they are shared. */
  visibility: string;
}

/** Limit on the kept parts; those of other requesters are made again. */
const maxKept = 1_000;

/** Makes the parts of each requester, and keeps those of the last ones. */
export function principalParts(
  create: (requester: Requester) => Omit<PrincipalParts, "visibility">,
): (requester: Requester) => PrincipalParts {
  const kept = new LRUCache<string, PrincipalParts>({ max: maxKept });
  return (requester) => {
    const visibility = visibilityKey(requester.principal, requester.reason);
    const parts = kept.get(visibility) ?? { ...create(requester), visibility };
    kept.set(visibility, parts);
    return parts;
  };
}
