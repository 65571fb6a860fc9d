import type { Reporter } from "../../cli/stack/supervise/part.ts";
import { type Stack, startStack } from "../../cli/stack/stack.ts";
import type { ChaosSettings } from "./options.ts";

/** Short times, so that a killed worker is noticed soon; many attempts, since most of them are killed. ms. */
const times = { HEARTBEAT_MS: "1500", SLEEP_AFTER_MS: "1000", EVENTS_PER_RUN: "150" };
const worker = {
  ...times,
  LEASE_MS: "1000",
  RETRY_BASE_MS: "100",
  MAX_ATTEMPTS: "30",
  SWEEP_AFTER_MS: "2000",
  SHUTDOWN_GRACE_MS: "500",
};

/** The product with several APIs and workers; nothing that dies comes back by itself. */
export function startSeveralOfEach(
  { home, apis, workers }: Pick<ChaosSettings, "home" | "apis" | "workers">,
  reporter: Reporter,
  workerEnv: Record<string, string> = {},
): Promise<Stack> {
  const env = {
    ...Deno.env.toObject(),
    MISTRAL_API_KEY: "",
    MARKET_DATA: "sample",
    DATABASE_URL: "",
  };
  const instances = { api: apis, worker: workers };
  const partEnv = { worker: { ...worker, ...workerEnv }, api: times };
  return startStack({ home, env, instances, partEnv, reporter, supervise: false });
}
