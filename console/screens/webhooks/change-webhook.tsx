import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formOf, inputOf } from "./form.ts";
import type { Shown } from "./shown.ts";
import { WebhookFields } from "./webhook-fields.tsx";
import { consoleUpdateWebhook } from "./webhooks.generated.ts";

interface Props {
  webhook: Shown;
  isOpen: boolean;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** Changes the settings of a webhook by a form that has the present ones when it opens. */
export function ChangeDialog({ webhook, isOpen, onClose, onDone }: Props) {
  const [form, setForm] = useState(() => formOf(webhook));
  const { run, isRunning, fault } = useMutation(consoleUpdateWebhook);
  const change = async () => {
    if (!(await run({ webhookId: webhook.id, ...inputOf(form) })).ok) return;
    onClose();
    onDone("It is changed.");
  };
  return (
    <Dialog
      title={`Change ${webhook.name}`}
      isOpen={isOpen}
      onClose={onClose}
      closeWord="Cancel"
      actions={<Button kind="primary" isBusy={isRunning} onClick={change}>Save</Button>}
    >
      <p>Messages that wait go to the new address, too.</p>
      <WebhookFields {...{ form, setForm, fault }} />
    </Dialog>
  );
}
