import { useEffect, useState } from "react";
import { useAnnounce } from "../../../ui/announcer.tsx";
import type { LiveApproval } from "../card/card-approval.ts";
import { focusAfter } from "./card-focus.ts";
import type { InboxItem } from "./inbox-items.ts";
import { asideUntil, without } from "./put-aside.ts";

/** "Not now": approvals that this page hides for a while. A reload brings them back. */
export function useAside() {
  const announce = useAnnounce();
  const [untils, setUntils] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    if (untils.size === 0) return;
    const next = Math.min(...untils.values());
    const bringBack = () => setUntils((before) => without(before, (until) => until <= next));
    const timer = setTimeout(bringBack, next - Date.now());
    return () => clearTimeout(timer);
  }, [untils]);
  const put = ({ id, expiresAt }: LiveApproval) => {
    const until = asideUntil(expiresAt, Date.now());
    if (until === null) return announce("It expires too soon to be put aside.");
    focusAfter(id);
    setUntils((before) => new Map(before).set(id, until));
    announce("Put aside. It comes back in time.");
  };
  const back = (id: string) => setUntils((before) => without(before, (_, one) => one === id));
  const isAside = ({ approval: { id }, leftAt }: InboxItem) => leftAt === null && untils.has(id);
  const split = <A extends LiveApproval>(items: readonly InboxItem<A>[]) => ({
    here: items.filter((item) => !isAside(item)),
    away: items.filter(isAside),
  });
  return { put, back, split };
}
