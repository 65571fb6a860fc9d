import { useState } from "react";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { useNow } from "../../../ui/time.tsx";
import type { LiveApproval } from "../card/card-approval.ts";
import { focusAfter } from "./card-focus.ts";
import type { InboxItem } from "./inbox-items.ts";
import { asideUntil } from "./put-aside.ts";

/** "Not now": approvals that this page hides for a while. A reload brings them back. */
export function useAside() {
  const now = useNow();
  const announce = useAnnounce();
  const [untils, setUntils] = useState<ReadonlyMap<string, number>>(new Map());
  const isAside = ({ id }: LiveApproval) => (untils.get(id) ?? 0) > now;
  const put = ({ id, expiresAt }: LiveApproval) => {
    const until = asideUntil(expiresAt, Date.now());
    if (until === null) return announce("It expires too soon to be put aside.");
    focusAfter(id);
    setUntils((before) => new Map(before).set(id, until));
    announce("Put aside. It comes back in time.");
  };
  const back = (id: string) =>
    setUntils((before) => new Map([...before].filter(([one]) => one !== id)));
  const split = <A extends LiveApproval>(items: readonly InboxItem<A>[]) => ({
    here: items.filter(({ approval, leftAt }) => leftAt !== null || !isAside(approval)),
    away: items.filter(({ approval, leftAt }) => leftAt === null && isAside(approval)),
  });
  return { put, back, split };
}
