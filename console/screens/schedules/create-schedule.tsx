import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../api/use-mutation.ts";
import { links } from "../../app/links.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextArea, TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { emptyForm, inputOf, type ScheduleForm } from "./create-input.ts";
import { consoleCreateSchedule } from "./schedules.generated.ts";

/** Makes a schedule by a form. */
export function CreateSchedule({ onCreated }: { onCreated: () => void }) {
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const [form, setForm] = useState(() =>
    emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone)
  );
  const { run, isRunning, fault } = useMutation(consoleCreateSchedule);
  const create = async () => {
    const answer = await run(inputOf(form));
    if (!answer.ok) return;
    setOpen(false);
    onCreated();
    if (answer.value.schedule) navigate(links.schedules(answer.value.schedule.id));
  };
  const faultOf = (...names: string[]) =>
    fault?.issues.find(({ path }) => names.includes(path.at(-1) ?? ""))?.message;
  return (
    <>
      <Button icon="plus" kind="primary" onClick={() => setOpen(true)}>New schedule</Button>
      <Dialog
        title="New schedule"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={<Button kind="primary" isBusy={isRunning} onClick={create}>Create</Button>}
      >
        <Fields form={form} set={(change) => setForm({ ...form, ...change })} faultOf={faultOf} />
        {fault && (
          <Notice kind="fault">
            {fault.issues.length > 0 ? "Nothing was made: see the marked fields." : fault.message}
          </Notice>
        )}
      </Dialog>
    </>
  );
}

interface FieldsProps {
  form: ScheduleForm;
  set: (change: Partial<ScheduleForm>) => void;
  faultOf: (...names: string[]) => string | undefined;
}

function Fields({ form, set, faultOf }: FieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        value={form.name}
        fault={faultOf("name")}
        onChange={(event) => set({ name: event.target.value })}
      />
      <When {...{ form, set, faultOf }} />
      <What {...{ form, set, faultOf }} />
      <Select
        label="While the last one still runs"
        value={form.overlap}
        onChange={(event) => set({ overlap: event.target.value as ScheduleForm["overlap"] })}
      >
        <option value="SKIP">skip the new one</option>
        <option value="BUFFER_ONE">let one wait</option>
        <option value="CANCEL_OTHER">cancel the old one</option>
        <option value="ALLOW">run both</option>
      </Select>
    </>
  );
}

function When({ form, set, faultOf }: FieldsProps) {
  return (
    <>
      <Select
        label="When"
        value={form.when}
        onChange={(event) => set({ when: event.target.value as ScheduleForm["when"] })}
      >
        <option value="cron">at times of the clock</option>
        <option value="every">every few minutes</option>
      </Select>
      {form.when === "every"
        ? (
          <TextField
            label="Minutes between two"
            type="number"
            min={1}
            value={form.minutes}
            fault={faultOf("interval", "every")}
            onChange={(event) => set({ minutes: event.target.value })}
          />
        )
        : (
          <>
            <TextField
              label="Cron expression"
              value={form.expression}
              fault={faultOf("expression", "cron")}
              hint="Minute, hour, day of the month, month, day of the week."
              onChange={(event) => set({ expression: event.target.value })}
            />
            <TextField
              label="Time zone"
              value={form.timeZone}
              fault={faultOf("timeZone")}
              hint="Such as America/New_York; it follows that zone's summer time."
              onChange={(event) => set({ timeZone: event.target.value })}
            />
          </>
        )}
    </>
  );
}

function What({ form, set, faultOf }: FieldsProps) {
  const isResearch = form.what === "research";
  return (
    <>
      <Select
        label="What it starts"
        value={form.what}
        onChange={(event) => set({ what: event.target.value as ScheduleForm["what"] })}
      >
        <option value="research">a research run</option>
        <option value="conversation">a conversation</option>
      </Select>
      {!isResearch && (
        <TextField
          label="Agent"
          value={form.agent}
          fault={faultOf("agent")}
          onChange={(event) => set({ agent: event.target.value })}
        />
      )}
      <TextArea
        label={isResearch ? "Question" : "First message"}
        rows={3}
        value={form.text}
        fault={faultOf("question", "text")}
        hint="{{date}} is the day, {{last.reply}} what the last one ended with."
        onChange={(event) => set({ text: event.target.value })}
      />
      {isResearch && (
        <TextField
          label="Symbols, separated by commas"
          value={form.symbols}
          fault={faultOf("symbols")}
          onChange={(event) => set({ symbols: event.target.value })}
        />
      )}
    </>
  );
}
