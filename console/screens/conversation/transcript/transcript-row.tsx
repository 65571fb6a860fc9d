import type { RowActions } from "./row-actions.ts";
import { RowView } from "./row.tsx";
import type { Row } from "./rows.ts";
import css from "./transcript.module.css";

/** A row in its place of the list, which writes the position to the element. It can have the focus. */
export function TranscriptRow({ row, index, actions, measure, count, ...place }: {
  row: Row;
  index: number;
  actions: RowActions;
  measure: (element: HTMLElement | null) => void;
  /** Rows of the list; -1: not known. */
  count: number;
  /** True: the address means it. */
  isWanted: boolean;
  /** True: it is the only row that Tab reaches. */
  isTabStop: boolean;
  onFocus: () => void;
}) {
  return (
    <article
      ref={measure}
      data-index={index}
      className={css["row"]}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={labelOf(row)}
      aria-current={place.isWanted ? "true" : undefined}
      tabIndex={place.isTabStop ? 0 : -1}
      onFocus={place.onFocus}
    >
      <RowView row={row} actions={actions} />
    </article>
  );
}

function labelOf(row: Row): string {
  if (row.kind === "end") return `End of turn ${row.turn.number ?? ""}`.trim();
  if (row.kind === "head") {
    const number = row.turn.number ?? "that is not accepted yet";
    return row.isShared ? `Turn ${number}, before the fork` : `Turn ${number}`;
  }
  const { entry } = row;
  if (entry.type === "tool-call") return `Tool call ${entry.name}`;
  if (entry.type === "handoff") return "Hand-off";
  return entry.role === "USER" ? "Message of the user" : "Message of the agent";
}
