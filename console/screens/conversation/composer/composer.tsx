import type { Conversation } from "@tramontane/react";
import { useCan } from "../../../api/viewer.tsx";
import type { ConversationDetails } from "../use-details.ts";
import { BudgetBar } from "./budget-bar.tsx";
import { MessageForm } from "./message-form.tsx";
import { Queue } from "./queue.tsx";
import css from "./composer.module.css";

/** Where a message is written, what waits before it, and what is left of the budget. */
export function Composer(
  { conversation, details }: { conversation: Conversation; details: ConversationDetails | null },
) {
  const can = useCan();
  const { id, at, status, turn, send, cancel } = conversation;
  const isWritable = can("conversations:write");
  return (
    <div className={css["composer"]}>
      <Queue conversation={conversation} />
      {at !== null
        ? <p className={css["muted"]}>This is the past: go live to write a message.</p>
        : status === "closed"
        ? <p className={css["muted"]}>It is closed. Fork it to go on in a new conversation.</p>
        : isWritable && (
          <MessageForm
            id={id}
            isBusy={turn !== null}
            send={send}
            cancel={can("conversations:cancel") ? cancel : null}
          />
        )}
      {details && at === null && <BudgetBar budget={details.budget} usage={details.usage} />}
    </div>
  );
}
