import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../api/use-mutation.ts";
import { links } from "../../app/links.ts";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { BackfillDialog } from "./backfill-dialog.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import type { Shown } from "./describe.ts";
import {
  consoleDeleteSchedule,
  consoleResumeSchedule,
  consoleRunSchedule,
} from "./schedules.generated.ts";

/** What can be done to a schedule: run it now, pause or resume it, make up for a period, delete it. */
export function ScheduleActions(
  { schedule, onChanged }: { schedule: Shown; onChanged: () => void },
) {
  const announce = useAnnounce();
  const run = useMutation(consoleRunSchedule);
  const resume = useMutation(consoleResumeSchedule);
  const [open, setOpen] = useState<"pause" | "backfill" | "delete" | null>(null);
  const { id: scheduleId, paused } = schedule;
  const close = () => setOpen(null);
  const changed = (said: string) => {
    announce(said);
    onChanged();
  };
  const runNow = async () => {
    if ((await run.run({ scheduleId })).ok) changed("It runs.");
  };
  const resumeNow = async () => {
    if ((await resume.run({ scheduleId })).ok) changed("It fires again.");
  };
  const fault = run.fault ?? resume.fault;
  return (
    <>
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      <Button icon="play" kind="primary" isBusy={run.isRunning} onClick={runNow}>Run now</Button>
      {paused
        ? <Button isBusy={resume.isRunning} onClick={resumeNow}>Resume</Button>
        : <Button onClick={() => setOpen("pause")}>Pause…</Button>}
      <Button onClick={() => setOpen("backfill")}>Make up for…</Button>
      <Button kind="danger" onClick={() => setOpen("delete")}>Delete…</Button>
      <PauseDialog {...{ scheduleId }} isOpen={open === "pause"} onClose={close} onDone={changed} />
      <BackfillDialog
        {...{ scheduleId }}
        spec={schedule.spec}
        isOpen={open === "backfill"}
        onClose={close}
        onDone={changed}
      />
      <DeleteDialog schedule={schedule} isOpen={open === "delete"} onClose={close} />
    </>
  );
}

function DeleteDialog(
  { schedule: { id: scheduleId, name }, isOpen, onClose }: {
    schedule: Shown;
    isOpen: boolean;
    onClose: () => void;
  },
) {
  const [, navigate] = useLocation();
  const { run, isRunning, fault } = useMutation(consoleDeleteSchedule);
  const remove = async () => {
    if ((await run({ scheduleId })).ok) navigate(links.schedules());
  };
  return (
    <Dialog
      title={`Delete ${name}?`}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <Button kind="danger" isBusy={isRunning} onClick={remove}>Delete the schedule</Button>
      }
    >
      <p>It never fires again, and its history goes. What it started stays.</p>
      {fault && <Notice kind="fault">{fault.message}</Notice>}
    </Dialog>
  );
}
