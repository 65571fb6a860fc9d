import { type Env, field, type Values } from "../config/field.ts";
import { wholeNumber } from "../config/kinds.ts";
import { type Fault, readFields } from "../config/read-config.ts";

/** The variables that pace workflows. APIs and workers must have the same values. */
export const timeFields = {
  heartbeatMs: field("HEARTBEAT_MS", wholeNumber(500), {
    default: 10_000,
    about: "a worker without a heartbeat for this long is considered dead, ms",
  }),
  sleepAfterMs: field("SLEEP_AFTER_MS", wholeNumber(100), {
    default: 300_000,
    about:
      "a conversation without work for this long leaves Temporal, ms; the next message starts its workflow again",
  }),
  eventsPerRun: field("EVENTS_PER_RUN", wholeNumber(10), {
    default: 1_000,
    about: "events in the history of a workflow after which it continues as a new run",
  }),
};

/** Times of workflows. A workflow receives them at its start, so that all its runs have the same. */
export type WorkflowTimes = Values<typeof timeFields>;

/** The times that the variables set. */
export const readTimes = (env: Env, fault: Fault): WorkflowTimes =>
  readFields(timeFields, env, fault);

/** Times for production. */
export const defaultTimes: WorkflowTimes = readTimes({}, () => {});
