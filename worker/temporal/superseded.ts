import type { Client } from "@temporalio/client";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { type DeploymentVersion, isSuperseded, routingOf } from "./deployment.ts";

/** How long an answer of Temporal is cached, ms. */
const cacheMs = 2_000;

/** Whether runs of this worker should end soon because another version takes new ones. */
export type Superseded = () => Promise<boolean>;

/** Warns that a worker gets no work until its version becomes current, as is usual for a new one. */
export async function warnIfWaiting(
  client: Client,
  version: DeploymentVersion | undefined,
  log: Logger,
): Promise<void> {
  if (!version) return;
  // Temporal does not know the deployment before its first worker polls.
  const routing = await routingOf(client, version).catch(() => ({ current: null, ramping: null }));
  if (isSuperseded(version, routing)) {
    log.warn("worker.version_not_current", {
      ...version,
      current: routing.current?.buildId ?? null,
    });
  }
}

/** Asks Temporal at most every two seconds; never without a version. After a failed request the last answer counts. */
export function createSuperseded(
  clientNow: () => Client,
  version: DeploymentVersion | undefined,
  log: Logger,
): Superseded {
  if (!version) return () => Promise.resolve(false);
  let [superseded, askedAt] = [false, -Infinity];
  return async () => {
    if (performance.now() - askedAt < cacheMs) return superseded;
    askedAt = performance.now();
    try {
      const now = isSuperseded(version, await routingOf(clientNow(), version));
      if (now && !superseded) log.info("worker.version_superseded", { ...version });
      superseded = now;
    } catch (error) {
      log.warn("temporal.routing_read_failed", errorFields(error));
    }
    return superseded;
  };
}
