import type { Reporter } from "../../cli/stack/supervise/part.ts";
import { type Stack, startStack } from "../../cli/stack/stack.ts";
import { workerTimes } from "../support/test-stack.ts";
import type { ChaosOptions } from "./options.ts";

/** Many attempts, since most of them are killed. */
const worker: Record<string, string> = {
  ...workerTimes,
  EVENTS_PER_RUN: "150",
  MAX_ATTEMPTS: "30",
};
const { HEARTBEAT_MS = "", SLEEP_AFTER_MS = "", EVENTS_PER_RUN = "" } = worker;
const api = { HEARTBEAT_MS, SLEEP_AFTER_MS, EVENTS_PER_RUN };

/** Starts the product with several APIs and workers, none of which is restarted by itself. */
export function startChaosStack(
  { home, apis, workers }: Pick<ChaosOptions, "apis" | "workers"> & { home: string },
  reporter: Reporter,
  workerEnv: Record<string, string>,
): Promise<Stack> {
  const env = {
    ...Deno.env.toObject(),
    MISTRAL_API_KEY: "",
    MARKET_DATA: "sample",
    DATABASE_URL: "",
  };
  const instances = { api: apis, worker: workers };
  const partEnv = { worker: { ...worker, ...workerEnv }, api };
  return startStack({ home, env, instances, partEnv, reporter, supervise: false });
}
