import { useShortcuts } from "../../../app/shortcuts.ts";
import { useRowKeys } from "../../../ui/row-keys.ts";
import list from "../../../ui/list.module.css";
import { ConversationRow } from "./conversation-row.tsx";
import type { Rows } from "./use-rows.ts";
import css from "./conversation-list.module.css";

/** Properties of the list. */
export interface ConversationListProps {
  rows: Rows;
  /** Ids of selected rows; null: the viewer can do nothing with a selection. */
  selected: ReadonlySet<string> | null;
  onSelect: (id: string, isSelected: boolean) => void;
}

/** The rows, and how many newer ones wait until the hand leaves the list. */
export function ConversationList({ rows, selected, onSelect }: ConversationListProps) {
  const around = useRowKeys<HTMLDivElement>();
  useShortcuts({
    s: () => {
      const row = document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-row]");
      const id = row?.dataset["row"];
      if (id !== undefined && selected) onSelect(id, !selected.has(id));
    },
  });
  return (
    <div ref={around} className={css["whole"]}>
      {rows.hidden > 0 && (
        <button
          type="button"
          className={css["newer"]}
          onClick={() => {
            rows.release();
            // The button goes: the first row is what it showed.
            around.current?.querySelector<HTMLElement>("[data-row]")?.focus();
          }}
        >
          {rows.hidden} newer {rows.hidden === 1 ? "conversation" : "conversations"}: show
        </button>
      )}
      <ul className={list["list"]} aria-label="Conversations">
        {rows.rows.map((row) => (
          <ConversationRow
            key={row.id}
            row={row}
            steps={rows.activity.get(row.id)?.steps}
            isSelected={selected?.has(row.id)}
            onSelect={onSelect}
          />
        ))}
      </ul>
    </div>
  );
}
