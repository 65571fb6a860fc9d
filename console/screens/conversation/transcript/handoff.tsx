import type { HandoffEntry } from "@tramontane/client/store";
import { Icon } from "../../../ui/icon.tsx";
import type { RowActions } from "./row-actions.ts";
import { EntryActions } from "./entry-actions.tsx";
import type { Row } from "./rows.ts";
import { agentName } from "./agent-name.ts";
import css from "./row.module.css";

/** One agent hands the conversation over to another one. */
export function Handoff(
  { entry, row, actions }: { entry: HandoffEntry; row: Row; actions: RowActions },
) {
  return (
    <div className={css["line"]}>
      <Icon name="right" />
      <span className={css["grow"]}>
        {agentName(entry.from)} hands over to {entry.to ? agentName(entry.to) : "another agent"}
      </span>
      <EntryActions entry={entry} row={row} actions={actions} />
    </div>
  );
}
