import { useApprovals } from "@tramontane/react";

/** How many approvals wait for a decision, kept current; 0 while it is not known. At 100 there may be more. */
export function usePendingApprovals(): number {
  return useApprovals().approvals.length;
}
