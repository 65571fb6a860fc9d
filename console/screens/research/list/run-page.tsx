import type { FeedFilter } from "@tramontane/react";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { useFeedRefresh } from "../../../api/use-feed-refresh.ts";
import { useKept } from "../../../api/use-kept.ts";
import type { Status } from "../../../document-types.generated.ts";
import { Button } from "../../../ui/button.tsx";
import { KeptData } from "../../../ui/kept.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { LoadSamplesButton } from "../../../samples/load-samples-button.tsx";
import { Empty } from "../../../ui/notice.tsx";
import css from "../../../ui/list.module.css";
import { consoleResearchRuns } from "./list.generated.ts";
import { RunRow } from "./run-row.tsx";

/** How many runs a page has. */
const pageSize = 25;

/** What changes a list of runs. */
const changes: FeedFilter = {
  kinds: ["RESEARCH_STARTED", "PHASE_CHANGED", "RESEARCH_ENDED"],
};

const operation = `mutation {
  startResearch(input: {
    idempotencyKey: "q1", question: "How did NVIDIA grow?", symbols: ["NVDA"]
  }) {
    ... on StartResearchPayload { research { id } }
    ... on UserError { message }
  }
}`;

/** One page of runs. `onMore` is called with the cursor of the next one; null: the next one is shown already. */
export function RunPage(
  { after, status, onMore }: {
    after: string | null;
    status: Status | null;
    onMore: ((cursor: string) => void) | null;
  },
) {
  const query = useApiQuery(consoleResearchRuns, { first: pageSize, after, status });
  const { data, at, isStale } = useKept(`${status} ${after}`, query);
  useFeedRefresh(changes, query);
  const runs = data?.researchRuns;
  const more = runs?.pageInfo.hasNextPage ? runs.pageInfo.endCursor : null;
  return (
    <KeptData {...{ at, isStale, fault: query.fault }}>
      {query.isLoading && <Loading what="the runs" />}
      {runs && runs.nodes.length === 0 && after === null && (
        <Empty
          title={status === null ? "No question was asked yet." : "No run has this status."}
          {...(status === null && { operation })}
        >
          {status === null && <LoadSamplesButton />}
        </Empty>
      )}
      {runs && runs.nodes.length > 0 && (
        <ul className={css["list"]}>
          {runs.nodes.map((run) => <RunRow key={run.id} run={run} />)}
        </ul>
      )}
      {more !== null && onMore && <Button onClick={() => onMore(more)}>Show older runs</Button>}
    </KeptData>
  );
}
