import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../api/use-mutation.ts";
import { links } from "../../app/links.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ShownSecret } from "./shown-secret.tsx";
import {
  consoleDeleteWebhook,
  consolePauseWebhook,
  consoleRotateWebhookSecret,
} from "./webhooks.generated.ts";

interface DialogProps {
  webhookId: string;
  name: string;
  isOpen: boolean;
  onClose: () => void;
  /** It is done; the text says what, for a screen reader. */
  onDone: (said: string) => void;
}

/** Pauses a webhook with a reason. */
export function PauseDialog({ webhookId, isOpen, onClose, onDone }: DialogProps) {
  const [reason, setReason] = useState("");
  const { run, isRunning, fault } = useMutation(consolePauseWebhook);
  const pause = async () => {
    if (!(await run({ webhookId, reason })).ok) return;
    onClose();
    onDone("It is paused.");
  };
  return (
    <Dialog
      title="Pause the webhook"
      isOpen={isOpen}
      onClose={onClose}
      actions={<Button kind="primary" isBusy={isRunning} onClick={pause}>Pause</Button>}
    >
      <p>It keeps its place: what comes meanwhile is sent when it is resumed.</p>
      <TextField
        label="Why"
        value={reason}
        fault={fault?.issues[0]?.message}
        onChange={(event) => setReason(event.target.value)}
      />
      {fault && fault.issues.length === 0 && <Notice kind="fault">{fault.message}</Notice>}
    </Dialog>
  );
}

/** Makes a new secret; the old one signs for a while longer. */
export function RotateDialog({ webhookId, isOpen, onClose, onDone }: DialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [overlap, setOverlap] = useState("P1D");
  const { run, isRunning, fault } = useMutation(consoleRotateWebhookSecret);
  const rotate = async () => {
    const answer = await run({ webhookId, overlap });
    if (!answer.ok) return;
    setSecret(answer.value.secret);
    onDone("A new secret is made.");
  };
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <Dialog
      title="New secret"
      isOpen={isOpen}
      onClose={close}
      actions={!secret && (
        <Button kind="primary" isBusy={isRunning} onClick={rotate}>Make a new secret</Button>
      )}
    >
      {secret ? <ShownSecret secret={secret} /> : (
        <Select
          label="The old secret signs, too"
          value={overlap}
          hint="Each message has both signatures until then, so the receiver can change at any time."
          onChange={(event) => setOverlap(event.target.value)}
        >
          <option value="PT0S">not at all: it was exposed</option>
          <option value="PT1H">for an hour</option>
          <option value="P1D">for a day</option>
          <option value="P7D">for a week</option>
        </Select>
      )}
      {fault && <Notice kind="fault">{fault.message}</Notice>}
    </Dialog>
  );
}

/** Deletes a webhook. */
export function DeleteDialog({ webhookId, name, isOpen, onClose }: DialogProps) {
  const [, navigate] = useLocation();
  const { run, isRunning, fault } = useMutation(consoleDeleteWebhook);
  const remove = async () => {
    if ((await run({ webhookId })).ok) navigate(links.webhooks());
  };
  return (
    <Dialog
      title={`Delete ${name}?`}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="danger" isBusy={isRunning} onClick={remove}>Delete the webhook</Button>
      }
    >
      <p>It sends no more, and its deliveries go. What waits is not sent.</p>
      {fault && <Notice kind="fault">{fault.message}</Notice>}
    </Dialog>
  );
}
