import { useState } from "react";
import { useMutation } from "../../api/use-mutation.ts";
import { useAnnounce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { DeleteDialog, PauseDialog, RotateDialog } from "./webhook-dialogs.tsx";
import type { Shown } from "./shown.ts";
import { consoleResumeWebhook, consoleTestWebhook } from "./webhooks.generated.ts";

/** What can be done to a webhook: test, pause or resume it, change its secret, delete it. */
export function WebhookActions({ webhook, onChanged }: { webhook: Shown; onChanged: () => void }) {
  const announce = useAnnounce();
  const test = useMutation(consoleTestWebhook);
  const resume = useMutation(consoleResumeWebhook);
  const [open, setOpen] = useState<"pause" | "rotate" | "delete" | null>(null);
  const { id: webhookId, name, paused } = webhook;
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
      <Button icon="play" kind="primary" isBusy={test.isRunning} onClick={testNow}>
        Send a test
      </Button>
      {paused
        ? <Button isBusy={resume.isRunning} onClick={resumeNow}>Resume</Button>
        : <Button onClick={() => setOpen("pause")}>Pause…</Button>}
      <Button onClick={() => setOpen("rotate")}>New secret…</Button>
      <Button kind="danger" onClick={() => setOpen("delete")}>Delete…</Button>
      <PauseDialog {...dialog} isOpen={open === "pause"} />
      <RotateDialog {...dialog} isOpen={open === "rotate"} />
      <DeleteDialog {...dialog} isOpen={open === "delete"} />
    </>
  );
}
