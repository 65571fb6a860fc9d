import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, type Logger, type WorkflowBundle } from "@temporalio/worker";

const path = (from: string) => fileURLToPath(new URL(from, import.meta.url));
const workflowsPath = path("../workflows/mod.ts");
const workflowInterceptorModules = [path("./trace-interceptors.ts")];

/** Modules that all workflows of a thread share, since they have no state: without this each run loads its own copies. */
const preloadModules = [
  path("./workflow-globals.ts"),
  workflowsPath,
  ...workflowInterceptorModules,
];

/** The workflow code of a worker: a bundle, or the sources, whose bundling takes two seconds. */
export function workflowCode(bundle: string | undefined) {
  if (bundle !== undefined) return { workflowBundle: { codePath: bundle } };
  return {
    workflowsPath,
    interceptors: { workflowModules: workflowInterceptorModules },
    bundlerOptions: { preloadModules },
  };
}

/** Bundles the workflow code with its interceptors, which a worker cannot add to a bundle. */
export async function bundleWorkflows(): Promise<WorkflowBundle & { code: string }> {
  return await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules,
    preloadModules,
    logger: silent,
  });
}

const nothing = () => {};
/** Errors are thrown; other messages are webpack's sizes. */
const silent: Logger = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
