import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, type Logger, type WorkflowBundle } from "@temporalio/worker";

const path = (from: string) => fileURLToPath(new URL(from, import.meta.url));
const workflowsPath = path("../workflows/mod.ts");

/**
 * Interceptors of workflow code, outermost first. The SDK's stand in open histories: without them, a promise less, old
 * runs would be driven otherwise. Ours above them decide what is recorded.
 */
const interceptorModules = () => [
  path("./trace-interceptors.ts"),
  createRequire(import.meta.url).resolve(
    "@temporalio/interceptors-opentelemetry-v2/lib/workflow-interceptors.js",
  ),
];

/** Where a worker takes its workflow code from: a bundle made before, or the sources, which costs it two seconds. */
export function workflowCode(bundle: string | undefined) {
  return bundle === undefined
    ? { workflowsPath, interceptors: { workflowModules: interceptorModules() } }
    : { workflowBundle: { codePath: bundle } };
}

/** Bundles the workflow code with its interceptors in it: a worker that is given a bundle cannot add them. */
export async function bundleWorkflows(): Promise<WorkflowBundle & { code: string }> {
  const workflowInterceptorModules = interceptorModules();
  return await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger: silent });
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
