import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { type Spec, timeIn } from "./describe.ts";
import type { ChangeDialogProps } from "./pause-dialog.tsx";
import { consoleBackfillSchedule } from "./schedules.generated.ts";

/** Makes up for the times of a past period: first it says which, then it starts them. */
export function BackfillDialog(
  { scheduleId, spec, isOpen, onClose, onDone }: ChangeDialogProps & { spec: Spec },
) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [would, setWould] = useState<readonly string[] | null>(null);
  const { run, isRunning, fault } = useMutation(consoleBackfillSchedule);
  const ask = async (dryRun: boolean) => {
    const [begin, end] = [from, to].map((text) => new Date(text).toISOString());
    if (begin === undefined || end === undefined) return;
    const answer = await run({ scheduleId, from: begin, to: end, dryRun });
    if (!answer.ok) return;
    setWould(answer.value.fires);
    if (dryRun) return;
    setWould(null);
    onClose();
    onDone(`${answer.value.fires.length} firings start, one after the other.`);
  };
  const change = (set: (text: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    setWould(null);
  };
  const isComplete = from !== "" && to !== "";
  return (
    <Dialog
      title="Make up for a past period"
      isOpen={isOpen}
      onClose={onClose}
      actions={would !== null && would.length > 0
        ? (
          <Button kind="primary" isBusy={isRunning} onClick={() => ask(false)}>
            Start {would.length}
          </Button>
        )
        : (
          <Button isBusy={isRunning} onClick={() => isComplete && ask(true)}>
            Show what would start
          </Button>
        )}
    >
      <TextField
        label="From (your time)"
        type="datetime-local"
        value={from}
        onChange={change(setFrom)}
      />
      <TextField label="To (your time)" type="datetime-local" value={to} onChange={change(setTo)} />
      {fault && (
        <Notice kind="fault">
          {fault.issues.map((i) => i.message).join(" ") || fault.message}
        </Notice>
      )}
      {would?.length === 0 && (
        <Notice>
          Nothing would start: the period has no times, or each has started something.
        </Notice>
      )}
      {would && would.length > 0 && (
        <Notice>
          {would.length} would start, from {timeIn(spec, would[0] ?? "")} to{" "}
          {timeIn(spec, would.at(-1) ?? "")}. A time that has started something is left out.
        </Notice>
      )}
    </Dialog>
  );
}
