import { type Recorded, recordedLine } from "../../clients/typescript/mod.ts";
import { isFinal } from "../demo/events.ts";
import type { RecordedEvent } from "./document.ts";

/** How to record. */
export interface RecordOptions {
  /** Ends when so many turns have ended. */
  turns: number;
  /** ms that only grow. */
  now: () => number;
}

/** Writes each event as a line, with the ms since the first call to `now`; answers how many there were. */
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
