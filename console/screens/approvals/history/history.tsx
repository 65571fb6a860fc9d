import { useEffect } from "react";
import { useApprovals } from "@tramontane/react";
import { useParameter } from "../../../app/address.ts";
import { useRowKeys } from "../../../ui/row-keys.ts";
import { useKept } from "../../../api/use-kept.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { Button } from "../../../ui/button.tsx";
import { KeptData } from "../../../ui/kept.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Empty } from "../../../ui/notice.tsx";
import list from "../../../ui/list.module.css";
import { approvalHistory } from "./history.generated.ts";
import { HistoryFilters } from "./history-filters.tsx";
import { HistoryRow } from "./history-row.tsx";
import { useHistoryFilter } from "./use-history-filter.ts";

/** Decisions on a page. */
const pageSize = 50;

/** Approvals that were decided: who, when, why, and what was changed. */
export function History() {
  const filters = useHistoryFilter();
  const [after, setAfter] = useParameter("after");
  const { approvals: waiting } = useApprovals();
  const variables = { first: pageSize, after, filter: filters.filter };
  const query = useApiQuery(approvalHistory, variables);
  const { data, ...kept } = useKept(JSON.stringify(variables), query);
  const { refetch } = query;
  // What leaves the inbox is in the history now.
  useEffect(() => refetch(), [waiting, refetch]);
  const rows = useRowKeys<HTMLUListElement>();
  const decided = data?.approvals?.nodes ?? [];
  const { hasNextPage, endCursor } = data?.approvals?.pageInfo ?? {};
  return (
    <>
      <HistoryFilters filters={filters} />
      {query.isLoading && <Loading what="the decisions" />}
      <KeptData {...kept} fault={query.fault}>
        {data && decided.length === 0 && <Empty title="No decision matches." />}
        {decided.length > 0 && (
          <ul ref={rows} className={list["list"]}>
            {decided.map((approval) => <HistoryRow key={approval.id} approval={approval} />)}
          </ul>
        )}
      </KeptData>
      <div className={list["bar"]}>
        {after !== null && <Button onClick={() => setAfter(null, { push: true })}>Newest</Button>}
        {hasNextPage && (
          <Button onClick={() => setAfter(endCursor ?? null, { push: true })}>Older</Button>
        )}
      </div>
    </>
  );
}
