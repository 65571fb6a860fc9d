import { authorize } from "../../protocol/auth/authorize.ts";
import { grantsOf } from "../../protocol/auth/principal.ts";
import { isWidenedByReason, type Scope } from "../../protocol/auth/scopes.ts";
import { visibilityOf } from "../../protocol/auth/visibility.ts";
import { type Ownership, toResource } from "../../store/mod.ts";
import type { Requester } from "../auth/requester.ts";
import type { OwnershipReader } from "./ownership-reader.ts";

/** What one requester may do to which conversations and research runs of its tenant. */
export interface Access {
  /** True if it may do this to the object with this id. Where it reaches every object, nothing is read. */
  may(scope: Scope, id: string): Promise<boolean>;
  /** The same, as if the request gave no reason. */
  mayWithoutReason(scope: Scope, id: string): Promise<boolean>;
  /** The same without a reason, as of the last second, or as of now. */
  mayByItself(scope: Scope, id: string, isNow: boolean): Promise<boolean>;
  /** The same as `may`, as of now. */
  mayStill(scope: Scope, id: string): Promise<boolean>;
  /** Shares have changed: they are read again at the next question. */
  readAgain(): void;
  /** The conversation of a turn; null where there is none. */
  conversationOf(turnId: string): Promise<string | null>;
}

/** Records that a reason alone permits the requester to read an object. Called once for each object. */
export type RecordRead = (scope: Scope, id: string) => Promise<void>;

/** The access of a requester. */
export function accessOf(
  requester: Requester,
  owners: OwnershipReader,
  recordRead: RecordRead,
): Access {
  const { principal, reason } = requester;
  const recorded = new Map<string, Promise<void>>();
  const reached = new Map<Scope, boolean>();
  const reachesAll = (scope: Scope) => {
    const known = reached.get(scope) ?? (isWithoutReason(requester, scope) &&
      visibilityOf(principal, scope, reason) === null);
    reached.set(scope, known);
    return known;
  };
  const decide = async (scope: Scope, found: Ownership | null) => {
    if (found === null) return false;
    const resource = toResource(owners.tenant, found);
    if (authorize(principal, scope, resource)) return true;
    if (reason === null || !authorize(principal, scope, resource, reason)) return false;
    const recording = recorded.get(found.id) ?? recordRead(scope, found.id);
    recorded.set(found.id, recording);
    await recording;
    return true;
  };
  const isGranted = (scope: Scope) => grantsOf(principal)[scope] !== undefined;
  // What was read before permits, but does not refuse: a grant takes effect at once in every process.
  const decideOn = async (scope: Scope, id: string) => {
    const kept = owners.kept(id);
    return kept !== undefined && await decide(scope, kept) ||
      await decide(scope, await owners.now(id));
  };
  return {
    readAgain: () => owners.readAgain(),
    conversationOf: (turnId) => owners.conversationOf(turnId),
    may: async (scope, id) => reachesAll(scope) || isGranted(scope) && await decideOn(scope, id),
    mayWithoutReason: async (scope, id) => {
      const found = await owners.now(id);
      return found !== null && authorize(principal, scope, toResource(owners.tenant, found));
    },
    mayByItself: async (scope, id, isNow) => {
      if (isWithoutReason(requester, scope) && reachesAll(scope)) return true;
      if (!isGranted(scope)) return false;
      const found = (isNow ? undefined : owners.kept(id)) ?? await owners.now(id);
      return found !== null && authorize(principal, scope, toResource(owners.tenant, found));
    },
    mayStill: async (scope, id) =>
      reachesAll(scope) || isGranted(scope) && await decide(scope, await owners.now(id)),
  };
}

/** False where a reason decides what the requester reads: each object is recorded then. */
export const isWithoutReason = ({ principal, reason }: Requester, scope: Scope): boolean =>
  reason === null || !isWidenedByReason(grantsOf(principal)[scope]);
