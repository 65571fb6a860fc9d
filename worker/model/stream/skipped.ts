import { unknownSkipped } from "../../../telemetry/outcomes/log-events.ts";
import type { Logger } from "../../../telemetry/log.ts";

/** A skipped event of an answer, or chunk of a message. */
export type Skipped = "event" | "chunk";

/** Maximum types that are named in a process; further ones are counted as `other`, so that labels stay bounded. */
const maxTypes = 50;

const seen = new Set<string>();
let log: Logger | null = null;

/** Sets the logger of skipped types; each type is logged once. */
export function logSkippedTo(logger: Logger): void {
  log = logger;
}

/** Counts an event or chunk of an unknown type, and logs each type once. */
export function noteSkipped(what: Skipped, type: string): void {
  const name = /^[\w.:-]{1,64}$/.test(type) ? type : "other";
  const key = `${what} ${name}`;
  const named = seen.has(key) || seen.size < maxTypes;
  const isNew = named && !seen.has(key);
  if (isNew) seen.add(key);
  unknownSkipped(isNew ? log : null, what, named ? name : "other");
}
