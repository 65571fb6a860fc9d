import { useEffect, useState } from "react";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { Button } from "../../../ui/button.tsx";
import { KeptData } from "../../../ui/kept.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useCardKeys } from "../card/use-card-keys.ts";
import { useCardDetails } from "../card/use-card-details.ts";
import { BatchBar } from "../batch/batch-bar.tsx";
import { moveFocus } from "./card-focus.ts";
import { InboxCards } from "./inbox-cards.tsx";
import { InboxFilters } from "./inbox-filters.tsx";
import { LinkedApproval } from "./linked-approval.tsx";
import { NothingWaits } from "./nothing-waits.tsx";
import { OwnCalls } from "./own-calls.tsx";
import { PutAside } from "./put-aside-list.tsx";
import { useAside } from "./use-aside.ts";
import { useFilters } from "./use-filters.ts";
import { useInbox } from "./use-inbox.ts";

/** Cards that are shown at first, and more at a time: each has a form. */
const pageSize = 20;

/** Calls that wait for a decision, what expires first on top. */
export function Inbox() {
  const { items, waiting: waitingIds, hasMore, isLoading, kept, fault, isRefused } = useInbox();
  const [most, setMost] = useState(pageSize);
  const aside = useAside();
  const details = useCardDetails(items.map(({ approval }) => approval.id));
  const filters = useFilters(details.detailsOf);
  const left = items.filter(({ leftAt }) => leftAt !== null).map(({ approval }) => approval.id);
  const { refetch } = details;
  // Who decided is in the details only.
  useEffect(() => {
    if (left.length > 0) refetch();
  }, [left.join(), refetch]);
  useShortcuts({ j: () => moveFocus(1), k: () => moveFocus(-1) });
  useCardKeys();
  const matching = items.filter(({ approval }) => filters.matches(approval));
  const { here, away } = aside.split(matching);
  const waiting = here.filter(({ leftAt }) => leftAt === null).map(({ approval }) => approval);
  const isFilterRead = filters.agent === null || details.isRead || details.fault !== null;
  if (isRefused) return <OwnCalls />;
  if ((isLoading && items.length === 0) || !isFilterRead) {
    return fault ? <Notice kind="fault">{fault}</Notice> : <Loading what="the approvals" />;
  }
  return (
    <>
      {details.fault && !fault && <Notice kind="fault">{details.fault}</Notice>}
      {items.length > 0 && <InboxFilters {...{ filters, items }} />}
      <BatchBar approvals={waiting} details={details} />
      <KeptData {...kept} fault={fault}>
        <LinkedApproval waiting={waitingIds} />
        {here.length > 0
          ? <InboxCards items={here} most={most} details={details} onLater={aside.put} />
          : <NothingWaits isFiltered={filters.isActive} hasAside={away.length > 0} />}
      </KeptData>
      {here.length > most && (
        <Button onClick={() => setMost(most + pageSize)}>
          Show {Math.min(pageSize, here.length - most)} more
        </Button>
      )}
      {hasMore && <p>More calls wait than are listed. They come as these are decided.</p>}
      <PutAside approvals={away.map(({ approval }) => approval)} onBack={aside.back} />
    </>
  );
}
