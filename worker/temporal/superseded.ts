import type { Client } from "@temporalio/client";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { type DeploymentVersion, isSuperseded, routingOf } from "./deployment.ts";

/** An answer of Temporal is good for so long, ms. */
const goodForMs = 2_000;

/** Whether runs of this worker should end soon, since another version takes the new ones. */
export type Superseded = () => Promise<boolean>;

/** Warns of a worker that gets nothing to do until its version is made current, as a new one is meant to. */
export async function warnIfWaiting(
  client: Client,
  version: DeploymentVersion | undefined,
  log: Logger,
): Promise<void> {
  if (!version) return;
  // The first worker of a deployment asks before Temporal has heard of it.
  const routing = await routingOf(client, version).catch(() => ({ current: null, ramping: null }));
  if (isSuperseded(version, routing)) {
    log.warn("worker.version_not_current", {
      ...version,
      current: routing.current?.buildId ?? null,
    });
  }
}

/** Asks Temporal, at most once in two seconds. Without a version never; what could not be asked is as it was. */
export function createSuperseded(
  clientNow: () => Client,
  version: DeploymentVersion | undefined,
  log: Logger,
): Superseded {
  if (!version) return () => Promise.resolve(false);
  let [superseded, askedAt] = [false, -Infinity];
  return async () => {
    if (performance.now() - askedAt < goodForMs) return superseded;
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
