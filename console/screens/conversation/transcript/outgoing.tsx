import type { MessageEntry } from "@tramontane/client/store";
import { Button } from "../../../ui/button.tsx";
import { Status } from "../../../ui/status.tsx";
import type { RowActions } from "./row-actions.ts";
import css from "./row.module.css";

/** How far a message of this page is on its way. */
export function Outgoing({ entry, actions }: { entry: MessageEntry; actions: RowActions }) {
  if (entry.delivery === "refused") {
    return (
      <div className={css["line"]} role="alert">
        <Status value="FAILED" word="refused" />
        <span>{entry.fault?.message}</span>
        <Button onClick={() => actions.retry(entry)}>Send again</Button>
        <Button onClick={() => actions.dismiss(entry)}>Remove</Button>
      </div>
    );
  }
  const word = entry.delivery === "queued"
    ? "kept on this page: it is sent once the API answers"
    : entry.delivery === "sending"
    ? "sending"
    : "sent";
  return <Status value={entry.delivery === "queued" ? "WAITING" : "QUEUED"} word={word} />;
}
