import type { Conversation } from "@tramontane/react";
import { useState } from "react";
import { useCan } from "../../../api/viewer.tsx";
import { Button } from "../../../ui/button.tsx";
import type { ConversationDetails } from "../use-details.ts";
import { CloseDialog } from "./close-dialog.tsx";
import { CopyMarkdown } from "./copy-markdown.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { ForkDialog } from "./fork-dialog.tsx";
import { More } from "./more.tsx";

/** What one can do with the whole conversation. What the viewer may not do is not shown; the past is read-only. */
export function Actions(
  { conversation, details, title }: {
    conversation: Conversation;
    details: ConversationDetails | null;
    title: string;
  },
) {
  const can = useCan();
  const [open, setOpen] = useState<"edit" | "fork" | "close" | "erase" | null>(null);
  const close = () => setOpen(null);
  const last = conversation.entries.findLast(({ status }) =>
    status === "COMPLETED" || status === "FAILED"
  );
  const isNow = conversation.at === null;
  const isOpen = conversation.status !== "closed" && conversation.status !== "loading";
  return (
    <>
      <More>
        {isNow && details && can("conversations:write") && (
          <Button onClick={() => setOpen("edit")}>Title and labels</Button>
        )}
        {last && can("conversations:write") && (
          <Button icon="fork" onClick={() => setOpen("fork")}>Fork</Button>
        )}
        <CopyMarkdown conversation={conversation} title={title} />
        {isNow && isOpen && can("conversations:close") && (
          <Button
            icon="stop"
            onClick={() => setOpen("close")}
          >
            Close
          </Button>
        )}
        {isNow && details && can("conversations:erase") && (
          <Button
            kind="danger"
            icon="cross"
            onClick={() => setOpen("erase")}
          >
            Erase
          </Button>
        )}
      </More>
      {details && <EditDialog details={details} isOpen={open === "edit"} onClose={close} />}
      <ForkDialog
        conversation={conversation}
        entry={open === "fork" ? last ?? null : null}
        onClose={close}
      />
      <CloseDialog conversation={conversation} isOpen={open === "close"} onClose={close} />
      <EraseDialog
        id={conversation.id}
        title={details?.title ?? null}
        isOpen={open === "erase"}
        onClose={close}
      />
    </>
  );
}
