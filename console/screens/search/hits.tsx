import { useState } from "react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useKept } from "../../api/use-kept.ts";
import { Button } from "../../ui/button.tsx";
import { KeptData } from "../../ui/kept.tsx";
import list from "../../ui/list.module.css";
import { Loading } from "../../ui/loading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/page.tsx";
import { Hit } from "./hit.tsx";
import type { KindOfText } from "./kinds.ts";
import { consoleSearch } from "./search.generated.ts";

/** Hits of each kind while all are shown, hits of a page of one kind, and the most that a page shows. */
const [few, page, most] = [5, 25, 250];

/** What matches of one kind. `onOnly`: shows this kind alone; null: it is alone. */
export function Hits(
  { query, kind: { kind, title }, onOnly }: {
    query: string;
    kind: KindOfText;
    onOnly: (() => void) | null;
  },
) {
  const [pages, setPages] = useState(1);
  const first = onOnly ? few : Math.min(most, pages * page);
  const answer = useApiQuery(consoleSearch, { query, kind, first });
  const { data, at, isStale } = useKept(`${kind} ${query}`, answer);
  const found = data?.search;
  const hasMore = found?.pageInfo.hasNextPage ?? false;
  return (
    <Section title={title}>
      <KeptData {...{ at, isStale, fault: answer.fault }}>
        {answer.isLoading && !found && <Loading what={title.toLowerCase()} />}
        {found?.partial && (
          <Notice>
            Not everything was searched: it took too long, or older texts are still being indexed.
            Use more or rarer words, or search again in a moment.
          </Notice>
        )}
        {found?.nodes.length === 0 && <p className={list["muted"]}>Nothing was found.</p>}
        {found && found.nodes.length > 0 && (
          <ul className={list["list"]} aria-label={title}>
            {found.nodes.map((hit, i) => <Hit key={`${hit.node?.id} ${i}`} hit={hit} />)}
          </ul>
        )}
        {hasMore && (
          <div>
            {onOnly
              ? <Button icon="right" onClick={onOnly}>More: {title}</Button>
              : first < most
              ? <Button icon="down" onClick={() => setPages(pages + 1)}>More</Button>
              : <p className={list["muted"]}>There are more. Use more words to find the rest.</p>}
          </div>
        )}
      </KeptData>
    </Section>
  );
}
