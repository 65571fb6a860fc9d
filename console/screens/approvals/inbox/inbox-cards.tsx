import { useEffect, useRef } from "react";
import { useParameter } from "../../../app/address.ts";
import { ApprovalCard } from "../card/approval-card.tsx";
import type { LiveApproval } from "../card/card-approval.ts";
import type { useCardDetails } from "../card/use-card-details.ts";
import { focusAfter, focusCard } from "./card-focus.ts";
import type { InboxItem } from "./inbox-items.ts";
import css from "./inbox.module.css";

/** The cards. The address names the one that had the focus last; a link to it gives it the focus once. */
export function InboxCards(
  { items, most, details, onLater }: {
    items: readonly InboxItem[];
    /** Cards that are shown, and those up to the one of the address. */
    most: number;
    details: ReturnType<typeof useCardDetails>;
    onLater: (approval: LiveApproval) => void;
  },
) {
  const [selected, select] = useParameter("approval");
  const linked = useRef(selected);
  useEffect(() => {
    if (linked.current !== null) focusCard(linked.current);
    linked.current = null;
  }, []);
  const selectedAt = items.findIndex(({ approval }) => approval.id === selected);
  const shown = items.slice(0, Math.max(most, selectedAt + 1));
  return (
    <div className={css["cards"]}>
      {shown.map(({ approval, leftAt }) => (
        <div
          key={approval.id}
          onFocus={() => approval.id !== selected && select(approval.id)}
        >
          <ApprovalCard
            approval={approval}
            details={details.detailsOf(approval.id)}
            hasLeft={leftAt !== null}
            onSettled={details.refetch}
            onLater={() => onLater(approval)}
            onDecided={() => focusAfter(approval.id)}
          />
        </div>
      ))}
    </div>
  );
}
