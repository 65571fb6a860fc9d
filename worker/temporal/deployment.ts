import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Client } from "@temporalio/client";
import type { WorkerDeploymentOptions } from "@temporalio/worker";
import type { DeploymentConfig } from "../read-deployment.ts";

/** A version of a Temporal worker deployment. */
export interface DeploymentVersion {
  deploymentName: string;
  buildId: string;
}

/** The versions to which Temporal sends work that is not pinned; null: workers without a version. */
export interface Routing {
  current: DeploymentVersion | null;
  ramping: DeploymentVersion | null;
}

/**
 * The version of this worker; undefined if none is configured. The default build id is the first 16 hex digits of the
 * SHA-256 of the bundled workflow code, so that workers with the same workflows have the same version. Throws without
 * a build id and a bundle.
 */
export async function versionOf(
  deployment: DeploymentConfig | undefined,
  bundle: string | undefined,
): Promise<DeploymentVersion | undefined> {
  if (!deployment) return undefined;
  const { name: deploymentName, buildId } = deployment;
  if (buildId) return { deploymentName, buildId };
  if (!bundle) {
    throw new Error(
      "WORKER_DEPLOYMENT needs a build id: set WORKFLOW_BUNDLE, whose hash it is, or WORKER_BUILD_ID.",
    );
  }
  const digest = createHash("sha256").update(await readFile(bundle)).digest("hex");
  return { deploymentName, buildId: digest.slice(0, 16) };
}

/** Options of a worker of this version: each run of a workflow is pinned to the version on which it started. */
export function deploymentOptions(version: DeploymentVersion | undefined): {
  workerDeploymentOptions?: WorkerDeploymentOptions;
} {
  if (!version) return {};
  const useWorkerVersioning = true;
  const defaultVersioningBehavior = "PINNED";
  return { workerDeploymentOptions: { version, useWorkerVersioning, defaultVersioningBehavior } };
}

/** True if new work goes only to other versions. */
export function isSuperseded(version: DeploymentVersion, { current, ramping }: Routing): boolean {
  return ![current, ramping].some((other) => other?.buildId === version.buildId);
}

/** The versions to which Temporal currently sends new work of this deployment. */
export async function routingOf(
  client: Client,
  { deploymentName }: DeploymentVersion,
): Promise<Routing> {
  const { namespace } = client.options;
  const { workerDeploymentInfo } = await client.withDeadline(
    Date.now() + 1_000,
    () => client.workflowService.describeWorkerDeployment({ namespace, deploymentName }),
  );
  const { currentDeploymentVersion: current, rampingDeploymentVersion: ramping } =
    workerDeploymentInfo?.routingConfig ?? {};
  const read = (v: typeof current) => v?.buildId ? { deploymentName, buildId: v.buildId } : null;
  return { current: read(current), ramping: read(ramping) };
}
