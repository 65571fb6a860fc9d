import { useRef, useState } from "react";
import type { Research } from "@tramontane/react";
import { useCan } from "../../../api/viewer.tsx";
import { mainId } from "../../../app/use-focus-on-navigation.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useFocusHeir } from "../../../ui/focus-heir.ts";
import { Notice } from "../../../ui/notice.tsx";
import { hasEnded } from "./stages.ts";

/** Cancels a run that has not ended, after a question. */
export function CancelRun({ run }: { run: Research }) {
  const isOver = run.run === null || hasEnded(run.status);
  return !useCan()("research:cancel") || isOver ? null : <Cancel run={run} />;
}

function Cancel({ run }: { run: Research }) {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const around = useRef<HTMLDivElement>(null);
  useFocusHeir(around, () => document.getElementById(mainId));
  const announce = useAnnounce();
  const cancel = async () => {
    setBusy(true);
    const result = await run.cancel();
    setBusy(false);
    setFault(result.ok ? null : result.fault.message);
    if (!result.ok) return;
    setOpen(false);
    announce("The run is being cancelled.");
  };
  return (
    <div ref={around}>
      <Button kind="danger" icon="stop" onClick={() => setOpen(true)}>Cancel the run</Button>
      <Dialog
        title="Cancel the run?"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <Button kind="danger" isBusy={isBusy} onClick={() => void cancel()}>
            Cancel the run
          </Button>
        }
      >
        <p>Its phases stop. Those that have ended keep their results.</p>
        {fault && <Notice kind="fault">{fault}</Notice>}
      </Dialog>
    </div>
  );
}
