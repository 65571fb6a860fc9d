import { useCallback } from "react";
import type { Conversation } from "@tramontane/react";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { Button } from "../../../ui/button.tsx";
import { useCardKeys } from "../../approvals/card/use-card-keys.ts";
import { ExpandedProvider, useExpandedRows } from "./expanded.ts";
import type { RowActions } from "./row-actions.ts";
import { RowView } from "./row.tsx";
import type { Row } from "./rows.ts";
import { useCurrentRow, useRememberedRow } from "./use-current-row.ts";
import { useOlder } from "./older.tsx";
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
  const open = useCallback(() => {
    const row = rows[remembered.index];
    if (row) actions.inspect(row);
  }, [rows, remembered.index, actions]);
  useShortcuts({ j: () => current.move(1), k: () => current.move(-1), Enter: open });
  useCardKeys();
  return (
    <ExpandedProvider value={expanded}>
      <div className={css["frame"]}>
        <div
          ref={list.scroller}
          className={css["scroll"]}
          role="region"
          aria-label="Transcript"
          tabIndex={0}
        >
          <div
            ref={list.virtualizer.containerRef}
            className={css["rows"]}
            role="feed"
            aria-busy={rows.length === 0}
          >
            {list.virtualizer.getVirtualItems().map(({ key, index }) => {
              const row = rows[index];
              return row && (
                <article
                  key={key}
                  ref={list.virtualizer.measureElement}
                  data-index={index}
                  className={css["row"]}
                  aria-posinset={index + 1}
                  aria-setsize={conversation.hasOlder ? -1 : rows.length}
                  aria-label={labelOf(row)}
                  aria-current={index === wanted ? "true" : undefined}
                  tabIndex={index === current.tabStop ? 0 : -1}
                  onFocus={() => current.focused(index)}
                >
                  <RowView row={row} actions={actions} />
                </article>
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

function labelOf(row: Row): string {
  if (row.kind !== "entry") return `Turn ${row.turn.number ?? "that is not accepted yet"}`;
  const { entry } = row;
  if (entry.type === "tool-call") return `Tool call ${entry.name}`;
  if (entry.type === "handoff") return "Hand-off";
  return entry.role === "USER" ? "Message of the user" : "Message of the agent";
}
