import { useEffect, useRef, useState } from "react";
import { useCan } from "../../api/viewer.tsx";
import { useParameter } from "../../app/address.ts";
import { KeptData } from "../../ui/kept.tsx";
import { Loading } from "../../ui/loading.tsx";
import { BulkBar, noSelection, type Selection } from "./bulk/bulk-bar.tsx";
import { BulkDialog, type BulkQuestion } from "./bulk/bulk-dialog.tsx";
import { kinds } from "./bulk/kinds.ts";
import type { Filters } from "./filters/use-filters.ts";
import { ConversationList } from "./list/conversation-list.tsx";
import { Pages } from "./list/pages.tsx";
import { useHeld } from "./list/use-held.ts";
import { useList } from "./list/use-list.ts";
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
  const [question, setQuestion] = useState<BulkQuestion | null>(null);
  const isHeld = useHeld(element) || selection.ids.size > 0;
  const rows = useRows(key, list.rows, isHeld);
  useEffect(() => setSelection(noSelection), [key]);
  const mayAct = Object.values(kinds).some(({ scope }) => can(scope));
  const select = (id: string, isSelected: boolean) =>
    setSelection(({ ids }) => ({
      ids: new Set(isSelected ? [...ids, id] : [...ids].filter((one) => one !== id)),
      isWhole: false,
    }));
  return (
    <div ref={element}>
      <KeptData {...list}>
        {list.isLoading && <Loading what="conversations" />}
        {!list.isLoading && list.fault === null && rows.rows.length === 0 && (
          <NoConversations
            isFiltered={chips.length > 0 || after !== null}
            onLoaded={list.refetch}
          />
        )}
        {rows.rows.length > 0 && (
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
