import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { consoleRedeliver } from "./webhooks.generated.ts";

interface Props {
  webhookId: string;
  isOpen: boolean;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** Sends the messages of a range of numbers again, such as those that a receiver lost. */
export function RedeliverDialog({ webhookId, isOpen, onClose, onDone }: Props) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const { run, isRunning, fault } = useMutation(consoleRedeliver);
  const isComplete = /^\d{1,15}$/.test(from) && /^\d{1,15}$/.test(to);
  const send = async () => {
    const seqs = { from: Number(from), to: Number(to) };
    const answer = await run({ webhookId, deliveries: { seqs } });
    if (!answer.ok) return;
    onClose();
    onDone(`${answer.value.count} are sent again.`);
  };
  return (
    <Dialog
      title="Send a range again"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="primary" disabled={!isComplete} isBusy={isRunning} onClick={send}>
          Send again
        </Button>
      }
    >
      <p>Each message is sent with the webhook-id that it has, at most 10,000 at a time.</p>
      <TextField
        label="From #"
        inputMode="numeric"
        value={from}
        onChange={(event) => setFrom(event.target.value.trim())}
      />
      <TextField
        label="To #"
        inputMode="numeric"
        value={to}
        onChange={(event) => setTo(event.target.value.trim())}
      />
      {fault && (
        <Notice kind="fault">
          {fault.issues.map(({ message }) => message).join(" ") || fault.message}
        </Notice>
      )}
    </Dialog>
  );
}
