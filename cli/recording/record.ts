import { type Recorded, recordedLine } from "../../clients/client/mod.ts";
import { isFinal } from "../demo/events.ts";
import type { RecordedSubscription } from "./recording.generated.ts";

/** An event of a recording. */
export type RecordedEvent = RecordedSubscription["conversationEvents"];

/** When to stop recording, and the clock. */
export interface RecordOptions {
  /** Stops after this number of ended turns. */
  turns: number;
  /** A clock that never goes back, ms. */
  now: () => number;
}

/** Writes each event as a line, with the ms since the first call to `now`; answers their number. */
export async function record(
  events: AsyncIterable<RecordedEvent>,
  write: (line: string) => Promise<unknown>,
  { turns, now }: RecordOptions,
): Promise<number> {
  const start = now();
  let count = 0;
  let ended = 0;
  for await (const event of events) {
    const recorded: Recorded = { at: Math.round(now() - start), event };
    await write(`${recordedLine(recorded)}\n`);
    count++;
    if (event.__typename === "TurnChanged" && isFinal(event.status)) ended++;
    if (ended >= turns) break;
  }
  return count;
}
