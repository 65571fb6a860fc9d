import { useState } from "react";
import { useParameter } from "../../../app/address.ts";
import { Notice } from "../../../ui/notice.tsx";
import { ApprovalCard } from "../card/approval-card.tsx";
import { useCardDetails } from "../card/use-card-details.ts";

/** The approval of a link that was decided before the page was opened: a link never leads to nothing. */
export function LinkedApproval({ waiting }: { waiting: readonly string[] }) {
  const [selected] = useParameter("approval");
  const [linked] = useState(() =>
    selected !== null && !waiting.includes(selected) ? selected : null
  );
  const { detailsOf, isRead, refetch } = useCardDetails(linked === null ? [] : [linked]);
  if (linked === null || !isRead) return null;
  const approval = detailsOf(linked);
  return approval
    ? <ApprovalCard approval={approval} details={approval} onSettled={refetch} />
    : <Notice>The approval of this link does not exist, or you may not read it.</Notice>;
}
