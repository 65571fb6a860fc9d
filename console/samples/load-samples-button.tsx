import { useState } from "react";
import { useApi } from "../api/api-provider.tsx";
import { useCan, useViewer } from "../api/viewer.tsx";
import { useAnnounce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { sampleSteps } from "./load-samples.ts";

/** How far loading is. */
interface Progress {
  readonly done: number;
  readonly isRunning: boolean;
  readonly fault: string | null;
}

/** Fills an empty deployment with samples, where an emulator answers. Elsewhere it is not shown: answers cost money. */
export function LoadSamplesButton({ onLoaded }: { onLoaded: () => void }) {
  const { client } = useApi();
  const can = useCan();
  const announce = useAnnounce();
  const [progress, setProgress] = useState<Progress | null>(null);
  const isEmulated = useViewer()?.serverInfo.emulated === true;
  if (!isEmulated || !can("agents:write") || !can("conversations:write")) return null;
  const load = async () => {
    for (const [done, step] of sampleSteps.entries()) {
      setProgress({ done, isRunning: true, fault: null });
      try {
        await step.run(client);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return setProgress({ done, isRunning: false, fault: `Could not ${step.words}: ${why}` });
      }
    }
    setProgress({ done: sampleSteps.length, isRunning: false, fault: null });
    announce("The samples are loaded.");
    onLoaded();
  };
  return (
    <>
      <Button kind="primary" isBusy={progress?.isRunning ?? false} onClick={() => void load()}>
        Load samples
      </Button>
      {progress?.isRunning && (
        <p role="status">
          {progress.done + 1} of {sampleSteps.length}: {sampleSteps[progress.done]?.words}
        </p>
      )}
      {progress?.fault && <Notice kind="fault">{progress.fault}</Notice>}
    </>
  );
}
