import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, type Logger, type WorkflowBundle } from "@temporalio/worker";

const path = (from: string) => fileURLToPath(new URL(from, import.meta.url));
const workflowsPath = path("../workflows/mod.ts");

/**
 * Interceptors of workflow code, outermost first. Those of the SDK must stay: they add a promise to each call, and
 * without it open histories would be replayed in another order. The outer ones decide what is recorded.
 */
const interceptorModules = () => [
  path("./trace-interceptors.ts"),
  createRequire(import.meta.url).resolve(
    "@temporalio/interceptors-opentelemetry-v2/lib/workflow-interceptors.js",
  ),
];

/** The workflow code of a worker: a bundle, or the sources, whose bundling takes two seconds. */
export function workflowCode(bundle: string | undefined) {
  return bundle === undefined
    ? { workflowsPath, interceptors: { workflowModules: interceptorModules() } }
    : { workflowBundle: { codePath: bundle } };
}

/** Bundles the workflow code with its interceptors, which a worker cannot add to a bundle. */
export async function bundleWorkflows(): Promise<WorkflowBundle & { code: string }> {
  const workflowInterceptorModules = interceptorModules();
  return await bundleWorkflowCode({ workflowsPath, workflowInterceptorModules, logger: silent });
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
