import { isId } from "../../protocol/ids.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { graphError } from "../../schema/errors.ts";
import type { EventLog, Only } from "../../schema/ports/event-log.ts";
import type { Access } from "./access.ts";

/** What the log is guarded with. */
export interface LogGuard {
  access: Access;
  /** Decides on the items of the feed. */
  mayReadItem: Only;
  /** True: the requester may read every approval of the tenant. */
  readsApprovals: boolean;
}

/**
 * `log` with the streams alone that a requester may read; `endUnsharedStreams` ends open ones. The stream of
 * approvals has those of the whole tenant, and its numbers count them: it is all or nothing.
 */
export function guardedLog(
  log: EventLog,
  { access, readsApprovals, mayReadItem }: LogGuard,
): EventLog {
  const need = async (streamId: string) => {
    if (streamId === log.approvals) return readsApprovals || refuseApprovals();
    if (streamId === log.feed) return; // its items are decided on one by one
    const scope = scopeOf(streamId);
    if (scope === null || !await access.may(scope, streamId)) throw missing(streamId);
  };
  const visible = (streamId: string, only: Only | null | undefined): Only | null =>
    streamId === log.feed
      ? async (body) => (!only || await only(body)) && await mayReadItem(body)
      : only ?? null;
  return {
    ...log,
    page: async (streamId, args, waitMs, only) => {
      await need(streamId);
      const page = await log.page(streamId, args, waitMs, visible(streamId, only));
      if (waitMs !== null) await need(streamId);
      return page;
    },
    subscribe: async (streamId, options) => {
      await need(streamId);
      return await log.subscribe(streamId, { ...options, only: visible(streamId, options.only) });
    },
  };
}

/** What reading a stream needs; null for that of approvals, and for any other id. */
export function scopeOf(streamId: string): Scope | null {
  if (isId("conversation", streamId)) return "conversations:read";
  return isId("research", streamId) ? "research:read" : null;
}

/** The error of a stream that does not exist. */
function missing(streamId: string) {
  const noun = isId("research", streamId) ? "research run" : "conversation";
  return graphError("NOT_FOUND", `There is no ${noun} with this id.`);
}

function refuseApprovals(): never {
  throw graphError(
    "FORBIDDEN",
    "This stream has the approvals of the whole tenant. Read those of a conversation in conversationEvents.",
  );
}
