import { useApiQuery } from "../../../api/use-api-query.ts";
import { useKept } from "../../../api/use-kept.ts";
import { approvalCards } from "./approval-card.generated.ts";
import type { CardDetails } from "./card-approval.ts";

/** Details of approvals by their ids, at most 100, and the function that reads them again. */
export function useCardDetails(ids: readonly string[]): {
  detailsOf: (id: string) => CardDetails;
  /** False: the first answer has not arrived. */
  isRead: boolean;
  fault: string | null;
  refetch: () => void;
} {
  const query = useApiQuery(approvalCards, { ids: [...ids] }, { pause: ids.length === 0 });
  const { data } = useKept("cards", query);
  const { fault, refetch } = query;
  const detailsOf = (id: string): CardDetails => {
    const node = data?.nodes.find((one) => one?.id === id);
    return node?.__typename === "Approval" ? node : undefined;
  };
  return { detailsOf, isRead: data !== undefined || ids.length === 0, fault, refetch };
}
