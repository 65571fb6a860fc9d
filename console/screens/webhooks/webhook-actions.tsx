import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { useViewer } from "../../api/viewer.tsx";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ChangeDialog } from "./change-webhook.tsx";
import { DeleteDialog, PauseDialog, RotateDialog } from "./webhook-dialogs.tsx";
import type { Shown } from "./shown.ts";
import { consoleResumeWebhook, consoleTestWebhook } from "./webhooks.generated.ts";

/** What can be done to a webhook. Its owner alone tests, resumes and changes it; others pause and delete it. */
export function WebhookActions({ webhook, onChanged }: { webhook: Shown; onChanged: () => void }) {
  const announce = useAnnounce();
  const test = useMutation(consoleTestWebhook);
  const resume = useMutation(consoleResumeWebhook);
  const [open, setOpen] = useState<"change" | "pause" | "rotate" | "delete" | null>(null);
  const { id: webhookId, name, paused, owner } = webhook;
  const subject = useViewer()?.viewer.subject;
  const isOwner = owner === null || owner === subject;
  const close = () => setOpen(null);
  const changed = (said: string) => {
    announce(said);
    onChanged();
  };
  const testNow = async () => {
    if ((await test.run({ webhookId })).ok) changed("A test is sent.");
  };
  const resumeNow = async () => {
    if ((await resume.run({ webhookId })).ok) changed("It sends again.");
  };
  const fault = test.fault ?? resume.fault;
  const dialog = { webhookId, name, onClose: close, onDone: changed };
  return (
    <>
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      {isOwner && (
        <Button icon="play" kind="primary" isBusy={test.isRunning} onClick={testNow}>
          Send a test
        </Button>
      )}
      {!paused && <Button onClick={() => setOpen("pause")}>Pause…</Button>}
      {isOwner && (
        <>
          {paused && <Button isBusy={resume.isRunning} onClick={resumeNow}>Resume</Button>}
          <Button onClick={() => setOpen("change")}>Change…</Button>
          <Button onClick={() => setOpen("rotate")}>New secret…</Button>
        </>
      )}
      <Button kind="danger" onClick={() => setOpen("delete")}>Delete…</Button>
      {open === "change" && (
        <ChangeDialog webhook={webhook} isOpen onClose={close} onDone={changed} />
      )}
      <PauseDialog {...dialog} isOpen={open === "pause"} />
      <RotateDialog {...dialog} isOpen={open === "rotate"} />
      <DeleteDialog {...dialog} isOpen={open === "delete"} />
    </>
  );
}
