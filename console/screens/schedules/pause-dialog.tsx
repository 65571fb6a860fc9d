import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { consolePauseSchedule } from "./schedules.generated.ts";

/** Properties of a dialog that changes a schedule. */
export interface ChangeDialogProps {
  scheduleId: string;
  isOpen: boolean;
  onClose: () => void;
  /** It is done; the text says what, for a screen reader. */
  onDone: (said: string) => void;
}

/** Pauses a schedule, with the reason and, if wanted, the end. */
export function PauseDialog({ scheduleId, isOpen, onClose, onDone }: ChangeDialogProps) {
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const { run, isRunning, fault } = useMutation(consolePauseSchedule);
  const pause = async () => {
    const end = until === "" ? null : new Date(until).toISOString();
    if (!(await run({ scheduleId, reason, until: end })).ok) return;
    onClose();
    onDone("It is paused.");
  };
  const faultOf = (field: string) => fault?.issues.find(({ path }) => path[0] === field)?.message;
  return (
    <Dialog
      title="Pause the schedule"
      isOpen={isOpen}
      onClose={onClose}
      actions={<Button kind="primary" isBusy={isRunning} onClick={pause}>Pause</Button>}
    >
      <TextField
        label="Why"
        value={reason}
        fault={faultOf("reason")}
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        label="Until (your time)"
        type="datetime-local"
        value={until}
        fault={faultOf("until")}
        hint="Left empty: until someone resumes it. Times of the pause are not made up for."
        onChange={(event) => setUntil(event.target.value)}
      />
      {fault && fault.issues.length === 0 && <Notice kind="fault">{fault.message}</Notice>}
    </Dialog>
  );
}
