import type { Conversation } from "@tramontane/react";
import { useState } from "react";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";

/** Asks before a conversation is closed for good. */
export function CloseDialog(
  { conversation, isOpen, onClose }: {
    conversation: Conversation;
    isOpen: boolean;
    onClose: () => void;
  },
) {
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async () => {
    setBusy(true);
    const result = await conversation.close();
    setBusy(false);
    setFault(result.ok ? null : result.fault.message);
    if (!result.ok) return;
    announce("The conversation is closed.");
    onClose();
  };
  return (
    <Dialog
      title="Close the conversation"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="primary" isBusy={isBusy} onClick={() => void run()}>Close for good</Button>
      }
    >
      <p>
        It takes no more messages. Its content stays, and it can be forked. A running turn is
        cancelled.
      </p>
      {fault !== null && <Notice kind="fault">{fault}</Notice>}
    </Dialog>
  );
}
