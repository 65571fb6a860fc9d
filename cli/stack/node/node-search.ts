import type { Reporter } from "../supervise/part.ts";
import { type NodeSearch, ownNode } from "./find-node.ts";

/**
 * Finds or downloads Node in parallel with the servers; every process waits for it, and fails with its error. Disposing
 * ends a download.
 */
export function startNodeSearch(
  env: NodeSearch["env"],
  { offline, reporter }: { offline?: boolean; reporter?: Reporter },
): Disposable {
  const ending = new AbortController();
  const startedAt = performance.now();
  const progress = (what: string) => reporter?.progress?.("node", what);
  // A test may give a stack other variables; it still uses the Node of this process.
  const all = { ...env, ...Deno.env.toObject() };
  ownNode({ env: all, progress, offline, signal: ending.signal }).then(({ source }) => {
    if (source === "npm registry") reporter?.ready?.("node", performance.now() - startedAt);
  }, () => undefined);
  return { [Symbol.dispose]: () => ending.abort(new Error("the stack is being stopped")) };
}
