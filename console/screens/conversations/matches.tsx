import { useEffect, useRef, useState } from "react";
import { useCan } from "../../api/viewer.tsx";
import { useParameter } from "../../app/address.ts";
import { sampleLabel } from "../../samples/sample-data.ts";
import { useAnnounce } from "../../ui/announcer.tsx";
import { useKeptFocus } from "../../ui/kept-focus.ts";
import { KeptData } from "../../ui/kept.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { BulkBar, noSelection, type Selection } from "./bulk/bulk-bar.tsx";
import { BulkDialog, type BulkQuestion } from "./bulk/bulk-dialog.tsx";
import { conversations, kinds } from "./bulk/kinds.ts";
import type { Filters } from "./filters/use-filters.ts";
import { ConversationList } from "./list/conversation-list.tsx";
import { Pages } from "./list/pages.tsx";
import { useHandInside } from "./list/use-hand-inside.ts";
import { type List, useList } from "./list/use-list.ts";
import { useRows } from "./list/use-rows.ts";
import { NoConversations } from "./no-conversations.tsx";

/** The conversations that match, with what can be done with many of them. */
export function Matches({ filters: { chips, filter } }: { filters: Filters }) {
  const can = useCan();
  const [after] = useParameter("after");
  const key = JSON.stringify([filter, after]);
  const list = useList(filter, after);
  const element = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState<Selection>(noSelection);
  const [isLoadingSamples, setLoading] = useState(false);
  const [question, setQuestion] = useState<BulkQuestion | null>(null);
  const { isInside, reset } = useHandInside(element);
  const isFixed = !isLoadingSamples && (isInside || selection.ids.size > 0);
  const rows = useRows(key, list.rows, isFixed);
  useEffect(() => setSelection(noSelection), [key]);
  useFound(key, list);
  const isEmpty = isLoadingSamples ||
    (list.fault === null && !list.isDenied && rows.rows.length === 0);
  useKeptFocus(element, isEmpty);
  const mayAct = Object.values(kinds).some(({ scope }) => can(scope));
  const select = (id: string, isSelected: boolean) =>
    setSelection(({ ids }) => ({
      ids: new Set(isSelected ? [...ids, id] : [...ids].filter((one) => one !== id)),
      isWhole: false,
    }));
  return (
    <div ref={element} tabIndex={-1}>
      <KeptData {...list}>
        {list.isDenied && <Notice>Conversations need the scope conversations:read.</Notice>}
        {list.isLoading && <Loading what="conversations" />}
        {!list.isLoading && isEmpty && (
          <NoConversations
            isFiltered={chips.length > 0 || after !== null}
            isOfSamples={chips.some(({ name, value }) => name === "label" && value === sampleLabel)}
            onProgress={(isUnderWay) => {
              setLoading(isUnderWay);
              // What was loaded last may come a moment later: it is shown, too.
              reset();
            }}
          />
        )}
        {!isEmpty && rows.rows.length > 0 && (
          <>
            {mayAct && (
              <BulkBar
                selection={selection}
                shown={rows.rows.map(({ id }) => id)}
                onSelection={setSelection}
                onAct={(kind) => setQuestion({ kind, selection })}
              />
            )}
            <ConversationList
              rows={rows}
              selected={mayAct ? selection.ids : null}
              onSelect={select}
            />
            <Pages list={list} count={rows.rows.length} />
          </>
        )}
      </KeptData>
      <BulkDialog
        question={question}
        filter={filter}
        onClose={(isStarted) => {
          setQuestion(null);
          if (isStarted) setSelection(noSelection);
        }}
      />
    </div>
  );
}

/** Reads out how many conversations another filter has found. */
function useFound(key: string, { isLoading, rows, hasMore }: List): void {
  const announce = useAnnounce();
  const said = useRef(key);
  useEffect(() => {
    if (isLoading || said.current === key) return;
    said.current = key;
    announce(hasMore ? `More than ${conversations(rows.length)}` : conversations(rows.length));
  }, [announce, hasMore, isLoading, key, rows.length]);
}
