import { optional, type Values } from "../protocol/config/field.ts";
import { pattern } from "../protocol/config/kinds.ts";
import type { Fault } from "../protocol/config/read-config.ts";

/** The deployment and build of this worker; see docs/operations.md. */
export interface DeploymentConfig {
  name: string;
  /** Undefined: it is derived from the bundled workflow code. */
  buildId: string | undefined;
}

const name = pattern(/^[\w-]{1,100}$/, "letters, digits, _ and -, at most 100");

/** The variables of a worker's version. */
export const deploymentFields = {
  deployment: optional("WORKER_DEPLOYMENT", name, {
    about:
      "name of Temporal's worker deployment; each run stays with the version it began with: [Upgrading](#upgrading)",
    unset: "workers have no versions",
  }),
  buildId: optional("WORKER_BUILD_ID", name, {
    about: "version of this worker; the log line `worker.process_started` reports it",
    unset: "the hash of `WORKFLOW_BUNDLE`",
  }),
};

/** The version of the worker; undefined: all workers of a queue execute any work. */
export function readDeployment(
  { deployment, buildId }: Values<typeof deploymentFields>,
  fault: Fault,
): DeploymentConfig | undefined {
  if (buildId && !deployment) fault("WORKER_BUILD_ID is set without WORKER_DEPLOYMENT; set both");
  return deployment ? { name: deployment, buildId: buildId ?? undefined } : undefined;
}
