import { existingBuild, nodeBuild } from "../../build/node-build.ts";
import { firstLine, unless } from "../build-waits.ts";
import { ownNode } from "./find-node.ts";
import type { Program, Progress } from "../supervise/part.ts";
import { repositoryRoot } from "../paths.ts";

type Env = Record<string, string>;

/** Starts the build that a worker needs while the servers start. Its error is reported to the worker's start. */
export function startBuild(): void {
  nodeBuild(repositoryRoot).catch(() => undefined);
}

/** The built worker with its workflow bundle; its sources where the build fails, which is reported as progress. */
export async function workerProgram(
  env: Env,
  progress: Progress,
  signal: AbortSignal,
  root = repositoryRoot,
): Promise<Program> {
  try {
    const build = await unless(signal, nodeBuild(root));
    return await built(root, build, "worker", { ...env, WORKFLOW_BUNDLE: `${build}/workflows.js` });
  } catch (error) {
    signal.throwIfAborted();
    progress(`runs from its sources, which starts slower: ${firstLine(error)}`);
    return fromSource(root, "worker", env);
  }
}

/** The built sandbox if there is a build, else its sources: it does not wait for a build. */
export async function sandboxProgram(env: Env, root = repositoryRoot): Promise<Program> {
  const build = await existingBuild(root);
  return build ? built(root, build, "sandbox", env) : fromSource(root, "sandbox", env);
}

const built = async (
  root: string,
  build: string,
  name: string,
  env: Env,
): Promise<Program> => ({
  command: (await ownNode()).path,
  args: [`${build}/${name}/main.mjs`],
  // Measured: a third less to compile at a start. Node writes it at the end of a process, and does without where it cannot.
  env: { NODE_COMPILE_CACHE: `${build}/cache`, ...env },
  cwd: root,
});

const fromSource = async (root: string, name: string, env: Env): Promise<Program> => ({
  command: (await ownNode()).path,
  args: ["--import", "tsx", `${name}/main.ts`],
  env,
  cwd: root,
});
