import { useEffect, useState } from "react";
import type { Conversation } from "@tramontane/react";
import { Button } from "../../../ui/button.tsx";
import css from "./transcript.module.css";

/** Reads older entries when the reader comes to the start; after a failure only on demand. */
export function useOlder({ hasOlder, loadOlder }: Conversation, isAtStart: boolean) {
  const [isReading, setReading] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const read = async () => {
    setReading(true);
    const result = await loadOlder();
    setFault(result.ok ? null : result.fault.message);
    setReading(false);
  };
  const isWanted = hasOlder && isAtStart && !isReading && fault === null;
  useEffect(() => {
    if (isWanted) void read();
  }, [isWanted]);
  if (!hasOlder) return null;
  return (
    <div className={css["older"]}>
      <Button isBusy={isReading} onClick={() => void read()}>
        {isReading ? "Reading older entries…" : "Read older entries"}
      </Button>
      {fault !== null && <span role="alert">{fault}</span>}
    </div>
  );
}
