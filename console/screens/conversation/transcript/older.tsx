import { useEffect, useRef, useState } from "react";
import type { Conversation } from "@tramontane/react";
import { Button } from "../../../ui/button.tsx";
import css from "./transcript.module.css";

/** Reads older entries when the reader comes to the start; after a failure only on demand. */
export function useOlder({ hasOlder, loadOlder, entries }: Conversation, isAtStart: boolean) {
  const [isReading, setReading] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  /** Entries at the last reading: what it has read is shown first. */
  const readAt = useRef(-1);
  const read = async () => {
    readAt.current = entries.length;
    setReading(true);
    const result = await loadOlder();
    setFault(result.ok ? null : result.fault.message);
    setReading(false);
  };
  const isWanted = hasOlder && isAtStart && !isReading && fault === null &&
    readAt.current !== entries.length;
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
