import { feedKinds } from "../../../protocol/feed/feed-item.ts";
import type { MutationFault } from "../../api/use-mutation.ts";
import { Checkbox, Select, TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { kindWords } from "./describe.ts";
import type { WebhookForm } from "./form.ts";
import css from "./webhook-fields.module.css";

interface Props {
  form: WebhookForm;
  setForm: (form: WebhookForm) => void;
  fault: MutationFault | null;
}

/** The fields of a webhook's settings, with what is wrong with them. */
export function WebhookFields({ form, setForm, fault }: Props) {
  const set = (change: Partial<WebhookForm>) => setForm({ ...form, ...change });
  const faultOf = (name: string) => fault?.issues.find(({ path }) => path[0] === name)?.message;
  return (
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
      <Kinds form={form} set={set} fault={faultOf("kinds")} />
      <TextField
        label="Only of the agent"
        value={form.agent}
        fault={faultOf("agentName")}
        hint="Name of an agent. Empty: of any."
        onChange={(event) => set({ agent: event.target.value })}
      />
      <Checkbox
        label="Send the texts of replies, too"
        checked={form.sendsContent}
        onChange={(event) => set({ sendsContent: event.target.checked })}
      />
      {fault && fault.issues.length === 0 && <Notice kind="fault">{fault.message}</Notice>}
    </>
  );
}

function Kinds({ form: { isChosen, kinds }, set, fault }: {
  form: WebhookForm;
  set: (change: Partial<WebhookForm>) => void;
  fault: string | undefined;
}) {
  return (
    <>
      <Select
        label="What is sent"
        value={isChosen ? "some" : "all"}
        fault={fault}
        onChange={(event) => set({ isChosen: event.target.value === "some" })}
      >
        <option value="all">{kindWords(null)}</option>
        <option value="some">what is chosen</option>
      </Select>
      {isChosen && (
        <fieldset className={css["kinds"]} aria-label="What is sent, chosen">
          {feedKinds.map((kind) => (
            <Checkbox
              key={kind}
              label={kindWords([kind])}
              checked={kinds.includes(kind)}
              onChange={({ target }) =>
                set({
                  kinds: feedKinds.filter((k) => k === kind ? target.checked : kinds.includes(k)),
                })}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}
