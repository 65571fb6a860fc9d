import { useEffect } from "react";
import { ApprovalCard } from "./approval-card.tsx";
import type { LiveApproval } from "./card-approval.ts";
import { useCardDetails } from "./use-card-details.ts";

/** The card of an approval in the transcript of its conversation: `approval` as the conversation's store has it. */
export function InlineApproval({ approval }: { approval: LiveApproval }) {
  const { detailsOf, refetch } = useCardDetails([approval.id]);
  const { verdict } = approval;
  const known = detailsOf(approval.id)?.verdict;
  useEffect(() => {
    if (known !== undefined && known !== verdict) refetch();
  }, [known, verdict, refetch]);
  return (
    <ApprovalCard
      isInline
      approval={approval}
      details={detailsOf(approval.id)}
      onSettled={refetch}
    />
  );
}
