import type { ConversationEntry } from "@tramontane/client/store";
import { Button } from "../../../ui/button.tsx";
import type { RowActions } from "./row-actions.ts";
import type { Row } from "./rows.ts";
import css from "./row.module.css";

const hasEnded = ({ status }: ConversationEntry) => status === "COMPLETED" || status === "FAILED";

/** What one can do with an entry: fork the conversation after it, and show its details. */
export function EntryActions(
  { entry, row, actions: { fork, inspect } }: {
    entry: ConversationEntry;
    row: Row;
    actions: RowActions;
  },
) {
  return (
    <span className={css["actions"]}>
      {fork && hasEnded(entry) && (
        <Button
          kind="plain"
          icon="fork"
          aria-label="Fork from here"
          title="Fork from here: a new conversation that shares all up to this entry"
          onClick={() => fork(entry)}
        />
      )}
      <Button
        kind="plain"
        icon="dots"
        aria-label="Details"
        title="Details"
        onClick={() => inspect(row)}
      />
    </span>
  );
}
