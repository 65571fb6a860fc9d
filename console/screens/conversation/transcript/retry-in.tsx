import { Status } from "../../../ui/status.tsx";
import { useNow } from "../../../ui/time.tsx";

/** Counts down to the next attempt. `attempts`: those that have failed. */
export function RetryIn({ at, what, attempts }: { at: string; what: string; attempts: number }) {
  const seconds = Math.ceil((Date.parse(at) - useNow()) / 1_000);
  const when = seconds > 0 ? ` in ${seconds} s` : "";
  return (
    <Status value="WAITING" word={`${what} is tried again${when} (attempt ${attempts} failed)`} />
  );
}
