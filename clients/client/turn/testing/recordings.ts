import { readFileSync } from "node:fs";
import type { TurnEvent } from "../parts.ts";

/** Turns that `deno task record-turns` recorded on a real stack. */
export const recordings = [
  "tools",
  "thinking",
  "killed",
  "edited",
  "rejected",
  "queued",
  "cancelled",
  "failed-tool",
  "sources",
] as const;

/** What readers of one turn received: from its start, from the middle of its text, and after its end. */
export interface Recording {
  turnId: string;
  live: TurnEvent[];
  joined: TurnEvent[];
  replayed: TurnEvent[];
}

/** The recording of that name. */
export function recording(name: typeof recordings[number]): Recording {
  return JSON.parse(
    readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8"),
  );
}
