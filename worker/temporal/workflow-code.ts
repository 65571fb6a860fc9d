import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, type Logger, type WorkflowBundle } from "@temporalio/worker";
import { startTracing } from "../tracing.ts";

const workflowsPath = fileURLToPath(new URL("../workflows/mod.ts", import.meta.url));

/** Where a worker takes its workflow code from: a bundle made before, or the sources, which costs it two seconds. */
export function workflowCode(bundle: string | undefined) {
  return bundle === undefined ? { workflowsPath } : { workflowBundle: { codePath: bundle } };
}

/**
 * Bundles the workflow code with the interceptors of tracing in it: a worker that is given a bundle ignores those of its
 * own plugins.
 */
export async function bundleWorkflows(): Promise<WorkflowBundle & { code: string }> {
  const { plugin } = await startTracing(undefined);
  return await bundleWorkflowCode({ workflowsPath, plugins: [plugin], logger: silent });
}

const nothing = () => {};
/** Faults are thrown; the rest is webpack's account of sizes. */
const silent: Logger = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
