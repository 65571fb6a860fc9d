import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Client } from "@temporalio/client";
import type { WorkerDeploymentOptions } from "@temporalio/worker";
import type { DeploymentConfig } from "../read-deployment.ts";

/** A version of the workers of a deployment, as Temporal knows it. */
export interface DeploymentVersion {
  deploymentName: string;
  buildId: string;
}

/** Where Temporal sends what is not pinned; null stands for workers without a version. */
export interface Routing {
  current: DeploymentVersion | null;
  ramping: DeploymentVersion | null;
}

/**
 * The version of this worker; undefined where none is configured. Unless a build id is given it is the first 16 hex digits
 * of the SHA-256 of the bundled workflow code, so that workers whose workflows are the same are of one version. Throws
 * without either.
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

/** What a worker of this version is created with: each run of a workflow stays with the version it began with. */
export function deploymentOptions(version: DeploymentVersion | undefined): {
  workerDeploymentOptions?: WorkerDeploymentOptions;
} {
  if (!version) return {};
  const useWorkerVersioning = true;
  const defaultVersioningBehavior = "PINNED";
  return { workerDeploymentOptions: { version, useWorkerVersioning, defaultVersioningBehavior } };
}

/** True when new work goes to other versions than this one. */
export function isSuperseded(version: DeploymentVersion, { current, ramping }: Routing): boolean {
  return ![current, ramping].some((other) => other?.buildId === version.buildId);
}

/** Where Temporal sends new work of this deployment now. */
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
