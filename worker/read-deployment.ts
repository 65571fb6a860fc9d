/** Of which deployment and build this worker is; see docs/operations.md. */
export interface DeploymentConfig {
  name: string;
  /** Undefined: it follows from the bundled workflow code. */
  buildId: string | undefined;
}

/** Reads it; each fault is told with the way to mend it. */
export function readDeployment(
  env: Record<string, string | undefined>,
  faults: string[],
): DeploymentConfig | undefined {
  const { WORKER_DEPLOYMENT: name, WORKER_BUILD_ID: buildId } = env;
  for (const variable of ["WORKER_DEPLOYMENT", "WORKER_BUILD_ID"]) {
    const value = env[variable];
    if (!value || /^[\w-]{1,100}$/.test(value)) continue;
    faults.push(`${variable} is ${value}: give letters, digits, _ and -, at most 100.`);
  }
  if (buildId && !name) faults.push("WORKER_BUILD_ID is set without WORKER_DEPLOYMENT: set both.");
  return name ? { name, buildId: buildId || undefined } : undefined;
}
