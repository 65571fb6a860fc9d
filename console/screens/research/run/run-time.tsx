import { duration } from "../../../ui/format.ts";
import { useNow } from "../../../ui/time.tsx";

/** How long something took; of what still runs, how long it has taken. */
export function RunTime({ from, to }: { from: string; to: string | null }) {
  return to === null ? <Running from={from} /> : <>{duration(Date.parse(to) - Date.parse(from))}</>;
}

function Running({ from }: { from: string }) {
  // Whole seconds: the clock of the page ticks once a second.
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(from)) / 1_000));
  return <>{duration(seconds * 1_000)} so far</>;
}
