import type { LogReader } from "../../store/mod.ts";

/** What the tail and its readers need of the store's reading side. */
export type LogSource = Pick<
  LogReader,
  "epoch" | "stream" | "events" | "eventsAt" | "eventsBefore" | "changes" | "listen"
>;
