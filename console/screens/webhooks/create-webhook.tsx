import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../api/use-mutation.ts";
import { links } from "../../app/links.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { emptyForm, inputOf } from "./form.ts";
import { ShownSecret } from "./shown-secret.tsx";
import { WebhookFields } from "./webhook-fields.tsx";
import { consoleCreateWebhook } from "./webhooks.generated.ts";

/** Makes a webhook by a form, and shows its secret. */
export function CreateWebhook({ onCreated }: { onCreated: () => void }) {
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState(emptyForm);
  const [made, setMade] = useState<{ id: string | undefined; secret: string } | null>(null);
  const { run, isRunning, fault } = useMutation(consoleCreateWebhook);
  const create = async () => {
    const answer = await run(inputOf(form));
    if (!answer.ok) return;
    setMade({ id: answer.value.webhook?.id, secret: answer.value.secret ?? "" });
    onCreated();
  };
  const close = () => {
    setOpen(false);
    setForm(emptyForm);
    setMade(null);
    if (made?.id) navigate(links.webhooks(made.id));
  };
  return (
    <>
      <Button icon="plus" kind="primary" onClick={() => setOpen(true)}>New webhook</Button>
      <Dialog
        title="New webhook"
        isOpen={isOpen}
        onClose={close}
        actions={!made && (
          <Button kind="primary" isBusy={isRunning} onClick={create}>
            Create
          </Button>
        )}
      >
        {made
          ? <ShownSecret secret={made.secret} />
          : <WebhookFields {...{ form, setForm, fault }} />}
      </Dialog>
    </>
  );
}
