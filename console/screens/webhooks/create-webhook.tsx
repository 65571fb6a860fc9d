import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../api/use-mutation.ts";
import { links } from "../../app/links.ts";
import { feedKinds } from "../../../protocol/feed/feed-item.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Checkbox, Select, TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { kindWords } from "./describe.ts";
import { ShownSecret } from "./shown-secret.tsx";
import { consoleCreateWebhook } from "./webhooks.generated.ts";

const empty = { name: "", address: "", kind: "", sendsContent: false };

/** Makes a webhook by a form, and shows its secret. */
export function CreateWebhook({ onCreated }: { onCreated: () => void }) {
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState(empty);
  const [made, setMade] = useState<{ id: string | undefined; secret: string } | null>(null);
  const { run, isRunning, fault } = useMutation(consoleCreateWebhook);
  const set = (change: Partial<typeof empty>) => setForm({ ...form, ...change });
  const create = async () => {
    const { kind, ...input } = form;
    const answer = await run({ ...input, kinds: kind === "" ? null : [kind as never] });
    if (!answer.ok) return;
    setMade({ id: answer.value.webhook?.id, secret: answer.value.secret ?? "" });
    onCreated();
  };
  const close = () => {
    setOpen(false);
    setForm(empty);
    setMade(null);
    if (made?.id) navigate(links.webhooks(made.id));
  };
  const faultOf = (name: string) => fault?.issues.find(({ path }) => path[0] === name)?.message;
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
        {made ? <ShownSecret secret={made.secret} /> : (
          <>
            <TextField
              label="Name"
              value={form.name}
              fault={faultOf("name")}
              onChange={(event) => set({ name: event.target.value })}
            />
            <TextField
              label="Address"
              type="url"
              value={form.address}
              fault={faultOf("address")}
              hint="A public https address that receives the messages."
              onChange={(event) => set({ address: event.target.value })}
            />
            <Select
              label="What is sent"
              value={form.kind}
              onChange={(event) => set({ kind: event.target.value })}
            >
              <option value="">{kindWords(null)}</option>
              {feedKinds.map((kind) => <option key={kind} value={kind}>{kindWords([kind])}
              </option>)}
            </Select>
            <Checkbox
              label="Send the texts of replies, too"
              checked={form.sendsContent}
              onChange={(event) => set({ sendsContent: event.target.checked })}
            />
            {fault && fault.issues.length === 0 && <Notice kind="fault">{fault.message}</Notice>}
          </>
        )}
      </Dialog>
    </>
  );
}
