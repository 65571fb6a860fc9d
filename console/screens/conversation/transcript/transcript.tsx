import { useCallback } from "react";
import type { Conversation } from "@tramontane/react";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { Button } from "../../../ui/button.tsx";
import { ExpandedProvider, useExpandedRows } from "./expanded.ts";
import { useOlder } from "./older.tsx";
import type { RowActions } from "./row-actions.ts";
import type { Row } from "./rows.ts";
import { TranscriptRow } from "./transcript-row.tsx";
import { useCurrentRow, useRememberedRow } from "./use-current-row.ts";
import { useTranscript } from "./use-transcript.ts";
import css from "./transcript.module.css";

/** Properties of a transcript. */
export interface TranscriptProps {
  conversation: Conversation;
  rows: readonly Row[];
  /** Place of the row that the address means; -1: none. */
  wanted: number;
  actions: RowActions;
}

/** The entries of a conversation by turn. Only the rows in sight are in the page; it stays at the end if it is there. */
export function Transcript({ conversation, rows, wanted, actions }: TranscriptProps) {
  const expanded = useExpandedRows();
  const remembered = useRememberedRow(rows);
  const list = useTranscript(rows, wanted, remembered.index);
  const current = useCurrentRow(rows, remembered, list);
  const older = useOlder(conversation, list.isAtStart);
  const { virtualizer, scroller } = list;
  const open = useCallback(() => {
    const row = rows[remembered.index];
    if (row) actions.inspect(row);
  }, [rows, remembered.index, actions]);
  useShortcuts({
    j: () => current.move(1),
    k: () => current.move(-1),
    Enter: open,
    a: () => pressInRow("a"),
    x: () => pressInRow("x"),
  });
  const region = { role: "region", "aria-label": "Transcript", tabIndex: 0 };
  const feed = { role: "feed", "aria-busy": rows.length === 0 };
  return (
    <ExpandedProvider value={expanded}>
      <div className={css["frame"]}>
        <div ref={scroller} className={css["scroll"]} {...region}>
          <div ref={virtualizer.containerRef} className={css["rows"]} {...feed}>
            {virtualizer.getVirtualItems().map(({ key, index }) => {
              const row = rows[index];
              return row && (
                <TranscriptRow
                  key={key}
                  {...{ row, index, actions }}
                  measure={virtualizer.measureElement}
                  count={conversation.hasOlder ? -1 : rows.length}
                  isWanted={index === wanted}
                  isTabStop={index === current.tabStop}
                  onFocus={() => current.focused(index)}
                />
              );
            })}
          </div>
        </div>
        {list.isAtStart && older}
        {!list.isAtEnd && (
          <Button className={css["jump"]} icon="down" onClick={list.toEnd}>
            {list.hasNew ? "New messages" : "To the end"}
          </Button>
        )}
      </div>
    </ExpandedProvider>
  );
}

/** Presses the button of the approval card in the row with the focus. */
function pressInRow(key: "a" | "x"): void {
  const row = document.activeElement?.closest("article[data-index]");
  row?.querySelector<HTMLButtonElement>(`[data-key=${key}]`)?.click();
}
