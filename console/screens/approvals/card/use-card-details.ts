import { useApiQuery } from "../../../api/use-api-query.ts";
import { approvalCards } from "./approval-card.generated.ts";
import type { CardDetails } from "./card-approval.ts";

/** Details of approvals by their ids, at most 100, and the function that reads them again. */
export function useCardDetails(ids: readonly string[]): {
  detailsOf: (id: string) => CardDetails;
  fault: string | null;
  refetch: () => void;
} {
  const { data, fault, refetch } = useApiQuery(approvalCards, { ids: [...ids] }, {
    pause: ids.length === 0,
  });
  const detailsOf = (id: string): CardDetails => {
    const node = data?.nodes.find((one) => one?.id === id);
    return node?.__typename === "Approval" ? node : undefined;
  };
  return { detailsOf, fault, refetch };
}
