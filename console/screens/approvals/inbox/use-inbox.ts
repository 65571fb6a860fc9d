import { useEffect, useState } from "react";
import { useApprovals } from "@tramontane/react";
import { focusedCard } from "./card-focus.ts";
import { type InboxItem, nextItems } from "./inbox-items.ts";
import { useLastLive } from "./use-last-live.ts";

type Approval = ReturnType<typeof useApprovals>["approvals"][number];

/** How often it is checked which decided approvals leave, ms. */
const everyMs = 1_000;

/** The inbox with what was decided a moment ago. */
export function useInbox() {
  const { approvals, hasMore, isLoading, connection, fault } = useApprovals();
  const kept = useLastLive(connection);
  const [items, setItems] = useState<readonly InboxItem<Approval>[]>([]);
  const hasLeaving = items.some(({ leftAt }) => leftAt !== null);
  useEffect(() => {
    const update = () =>
      setItems((before) =>
        nextItems(before, approvals, { now: Date.now(), focusedId: focusedCard() })
      );
    update();
    if (!hasLeaving) return;
    const timer = setInterval(update, everyMs);
    return () => clearInterval(timer);
  }, [approvals, hasLeaving]);
  const waiting = approvals.map(({ id }) => id);
  return {
    ...{ items, waiting, hasMore, isLoading, kept },
    fault: faultWords(fault, kept.isStale),
    /** True: the viewer may read the calls of some conversations, not those of the whole tenant. */
    isRefused: fault?.code === "FORBIDDEN",
  };
}

const faultWords = (fault: { message: string } | null, isStale: boolean): string | null =>
  fault?.message ?? (isStale ? "The API does not answer." : null);
