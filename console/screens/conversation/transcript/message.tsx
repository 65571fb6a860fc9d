import type { MessageEntry } from "@tramontane/client/store";
import { useEntryText } from "@tramontane/react";
import { classes } from "../../../ui/classes.ts";
import { Copy } from "../../../ui/copy.tsx";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { agentName } from "./agent-name.ts";
import { EntryActions } from "./entry-actions.tsx";
import { MessageParts } from "./message-parts.tsx";
import { Outgoing } from "./outgoing.tsx";
import type { RowActions } from "./row-actions.ts";
import type { Row } from "./rows.ts";
import css from "./row.module.css";

/** A message of the user or of the agent. */
export function Message(
  { entry, row, actions }: { entry: MessageEntry; row: Row; actions: RowActions },
) {
  const { role, author, status, createdAt, delivery } = entry;
  const isWritten = status === "RUNNING";
  return (
    <div className={classes(css["message"], role === "USER" && css["user"])}>
      <div className={css["line"]}>
        <strong>{role === "USER" ? "User" : author ? agentName(author) : "Agent"}</strong>
        {isWritten && <Status value="RUNNING" word="writing" />}
        {status === "CANCELLED" && <Status value="CANCELLED" word="incomplete: it was cancelled" />}
        {createdAt && (
          <span className={css["muted"]}>
            <Ago at={createdAt} />
          </span>
        )}
        <span className={css["grow"]} />
        {delivery === null && !isWritten && <CopyText id={entry.id} />}
        {delivery === null && <EntryActions entry={entry} row={row} actions={actions} />}
      </div>
      <MessageParts id={entry.id} isWritten={isWritten} />
      {delivery !== null && <Outgoing entry={entry} actions={actions} />}
    </div>
  );
}

function CopyText({ id }: { id: string }) {
  return <Copy text={useEntryText(id)} what="the message as Markdown" />;
}
