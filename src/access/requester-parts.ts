import { LRUCache } from "lru-cache";
import { actOf } from "../../protocol/audit/act.ts";
import { grantsOf, visibilityKey } from "../../protocol/auth/principal.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { visibilityOf } from "../../protocol/auth/visibility.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { Commands } from "../../schema/ports/commands.ts";
import type { EventLog } from "../../schema/ports/event-log.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import { inTenant, recordAudit, type Sql, turnsSharedByForks } from "../../store/mod.ts";
import type { Requester } from "../auth/requester.ts";
import type { LinkAccess } from "../files/link-access.ts";
import { storeReads, type VisibleLists } from "../reads/reads.ts";
import { storeLoader } from "../reads/store-loader.ts";
import { accessOf, isWithoutReason, type RecordRead } from "./access.ts";
import { feedAccess } from "./feed-access.ts";
import { ownershipReaders } from "./ownership-reader.ts";
import { guardedCommands } from "./guarded-commands.ts";
import { guardedLog, scopeOf } from "./guarded-log.ts";
import { guardedReads } from "./guarded-reads.ts";
import { schedulesSeenBy } from "./schedule-access.ts";
import type { MayStillRead } from "./unshared-streams.ts";

/** What a requester reads and writes with. Its loaders serve requesters alone that see the same. */
export interface RequesterParts {
  reads: Reads;
  log: EventLog;
  /** The commands that the requester may give. */
  guard: (commands: Commands) => Commands;
  /** The key by which the parts, and the answers to events, are shared. */
  visibility: string;
}

/** The sources of reads, which know no principal. */
export interface PartsSources {
  sql: Sql;
  /** The log of a tenant; `reads` find what its spans are linked to. */
  logOf: (tenant: string, reads: Reads) => EventLog;
}

type Parts = Omit<RequesterParts, "visibility">;

/** Limit on the kept parts; those of other requesters are made again. */
const maxKept = 1_000;

/** Scopes that a reason can widen. */
const readScopes = ["conversations:read", "conversations:read:detail", "research:read"] as const;

/**
 * The parts of a requester; those of the last ones are kept. A requester whose reason decides what it reads has parts
 * for one operation, which record each object once. `caller` makes it: the operation's.
 */
export function requesterParts(sources: PartsSources): {
  partsOf: (requester: Requester, caller: () => Caller) => RequesterParts;
  mayStill: MayStillRead;
  mayOpen: LinkAccess["mayOpen"];
  /** What the owner of a link reads with. */
  readsOfLink: (owner: Requester) => Reads;
} {
  const readerOf = ownershipReaders(sources.sql);
  const kept = new LRUCache<string, RequesterParts>({ max: maxKept });
  let audited = 0;
  const create = (requester: Requester, recordRead: RecordRead): Parts => {
    const { tenant } = requester.principal;
    return requester.principal.kind === "LOCAL"
      ? localParts(sources, tenant)
      : guardedParts(sources, requester, accessOf(requester, readerOf(tenant), recordRead));
  };
  const partsOf = (requester: Requester, caller: () => Caller): RequesterParts => {
    const visibility = visibilityKey(requester.principal, requester.reason);
    if (readScopes.some((scope) => !isWithoutReason(requester, scope))) {
      const recordRead = recordReads(sources.sql, caller);
      return { ...create(requester, recordRead), visibility: `${visibility} ${++audited}` };
    }
    const parts = kept.get(visibility) ?? { ...create(requester, noReason), visibility };
    kept.set(visibility, parts);
    return parts;
  };
  // Reads for a reason are recorded when the stream is opened.
  const mayStill: MayStillRead = async (requester, id) => {
    const scope = scopeOf(id);
    const access = accessOf(
      requester,
      readerOf(requester.principal.tenant),
      () => Promise.resolve(),
    );
    return scope === null || await access.mayStill(scope, id);
  };
  // The read with which a link was made was recorded then.
  const readsOfLink = (owner: Requester) => create(owner, () => Promise.resolve()).reads;
  const mayOpen: LinkAccess["mayOpen"] = async (owner, { kind, id }) => {
    if (owner.principal.kind === "LOCAL") return true;
    const reads = readsOfLink(owner);
    return await (kind === "entry" ? reads.entry(id) : reads.researchPhase(id)) !== null;
  };
  return { partsOf, mayStill, mayOpen, readsOfLink };
}

const noReason: RecordRead = () =>
  Promise.reject(new Error("A requester without a reason cannot read by one."));

/** The owner of the machine reaches everything, and nothing is looked up for it. */
function localParts({ sql, logOf }: PartsSources, tenant: string): Parts {
  const reads = storeReads(sql, tenant);
  return { reads, log: logOf(tenant, reads), guard: (commands) => commands };
}

function guardedParts(
  { sql, logOf }: PartsSources,
  requester: Requester,
  access: ReturnType<typeof accessOf>,
): Parts {
  const { principal } = requester;
  const { tenant } = principal;
  const visible = visibleLists(requester);
  const all = storeReads(sql, tenant, visible);
  const sharedThrough = storeLoader((ids) =>
    turnsSharedByForks(inTenant(sql, tenant), tenant, ids, visible.conversations)
  );
  const reads = guardedReads(all, {
    ...{ access, sharedThrough, principal },
    webhooksOf: visible.webhooksOf,
  });
  const readsApprovals = visible.approvals === null;
  return {
    reads,
    log: guardedLog(logOf(tenant, reads), {
      ...{ access, readsApprovals },
      mayReadItem: feedAccess(requester, access, readsApprovals),
    }),
    guard: (commands) =>
      guardedCommands(commands, { principal, reason: requester.reason, access, reads: all }),
  };
}

function visibleLists({ principal, reason }: Requester): VisibleLists {
  const of = (scope: Scope) => visibilityOf(principal, scope, reason);
  return {
    conversations: of("conversations:read"),
    research: of("research:read"),
    approvals: of("approvals:read"),
    usage: of("usage:read"),
    webhooksOf: grantsOf(principal)["webhooks:read"] === "all" ? null : principal.subject,
    schedules: schedulesSeenBy(principal),
  };
}

/** Records what is read for a reason before it is answered: a read that cannot be recorded fails. */
function recordReads(sql: Sql, caller: () => Caller): RecordRead {
  return (scope, id) => {
    const action = scope === "research:read" ? "research.read" : "conversation.read";
    return recordAudit(sql, actOf(caller(), { action, resource: id }));
  };
}
