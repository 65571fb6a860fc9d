import type { LogReader } from "../../store/mod.ts";

/** The reading side of the store, as far as tails and readers need it. */
export type LogSource = Pick<
  LogReader,
  "epoch" | "stream" | "events" | "eventsAt" | "eventsBefore" | "changes" | "listen"
>;
