import { useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../../api/use-mutation.ts";
import { useCan } from "../../../api/viewer.tsx";
import { links } from "../../../app/links.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { consoleForkResearch } from "./run.generated.ts";

/** Starts a new run that keeps what was found before a phase, and repeats the phase and all after it. */
export function ForkPhase({ phaseId, name }: { phaseId: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const { run, isRunning, fault } = useMutation(consoleForkResearch);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  if (!useCan()("research:write")) return null;
  const fork = async () => {
    const answer = await run({ phaseId });
    if (!answer.ok) return;
    setOpen(false);
    announce("A new run has started.");
    navigate(links.research(answer.value.research.id));
  };
  return (
    <>
      <Button icon="fork" onClick={() => setOpen(true)}>Fork from here</Button>
      <Dialog
        title="Fork from this phase?"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <Button kind="primary" icon="fork" isBusy={isRunning} onClick={() => void fork()}>
            Start the new run
          </Button>
        }
      >
        <p>
          A new run starts. It keeps what was found before “{name}”, and repeats this phase and all
          after it. This run stays as it is.
        </p>
        {fault && <Notice kind="fault">{fault.message}</Notice>}
      </Dialog>
    </>
  );
}
