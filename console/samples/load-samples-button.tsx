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

/**
 * Fills an empty deployment with samples, where an emulator answers. Elsewhere it is not shown: answers cost money.
 * `onProgress`: true from the start until all is loaded, so that the page keeps it in view although it is empty no more.
 */
export function LoadSamplesButton(
  { onLoaded, onProgress }: {
    onLoaded?: () => void;
    onProgress?: (isUnderWay: boolean) => void;
  },
) {
  const { client } = useApi();
  const can = useCan();
  const announce = useAnnounce();
  const [progress, setProgress] = useState<Progress | null>(null);
  const isEmulated = useViewer()?.serverInfo.emulated === true;
  if (!isEmulated || !can("agents:write") || !can("conversations:write")) return null;
  const load = async () => {
    onProgress?.(true);
    const leftOut: string[] = [];
    for (const [done, step] of sampleSteps.entries()) {
      setProgress({ done, isRunning: true, fault: null });
      try {
        await step.run(client);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const fault = `Could not ${step.words}: ${why}`;
        if (!step.isOptional) {
          announce(fault);
          return setProgress({ done, isRunning: false, fault });
        }
        leftOut.push(fault);
      }
    }
    setProgress({ done: sampleSteps.length, isRunning: false, fault: null });
    announce(["The samples are loaded.", ...leftOut].join(" "));
    onProgress?.(false);
    onLoaded?.();
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
