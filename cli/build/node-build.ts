import { spawnChild } from "../stack/supervise/child.ts";
import { toolEnvironment } from "../stack/child-environment.ts";
import { lastLines } from "../stack/supervise/log-file.ts";
import { ownNode } from "../stack/node/find-node.ts";
import { buildKey } from "./sources.ts";
import { buildsOf, exists, prune, publish, removeIfThere } from "./build-folder.ts";

const entries = [
  "worker/main.ts",
  "worker/migrate/main.ts",
  "sandbox/main.ts",
  "validation/thread.ts",
];
/** Measured: 5 s alone on two cores. */
const withinMs = 120_000;
const running = new Map<string, Promise<void>>();

/** The folder of the build of the current sources; undefined without one. */
export async function existingBuild(root: string): Promise<string | undefined> {
  const target = await targetOf(root);
  return await exists(target) ? target : undefined;
}

/**
 * The folder of the build of the current sources, built if missing: `worker/main.mjs`, `worker/migrate/main.mjs`,
 * `sandbox/main.mjs`, `validation/thread.mjs` and `workflows.js`. Calls and processes may be concurrent. A build that failed
 * is not repeated by this process. Throws where the folder is read-only or a source has a fault.
 */
export async function nodeBuild(root: string): Promise<string> {
  const target = await targetOf(root);
  if (await exists(target)) return target;
  const work = running.get(target) ?? buildHere(root, target).then(() => {
    running.delete(target);
  });
  running.set(target, work);
  await work;
  return target;
}

/** Builds the sources into a folder and replaces its content. Node must find the packages from it. */
export async function buildInto(root: string, target: string): Promise<void> {
  await buildBeside(root, target, async (made) => {
    await removeIfThere(target);
    await Deno.rename(made, target);
  });
}

const targetOf = async (root: string) => `${buildsOf(root)}/${await buildKey(root)}`;

async function buildHere(root: string, target: string): Promise<void> {
  await buildBeside(root, target, async (made) => {
    if (await targetOf(root) !== target) {
      throw new Error("the sources changed while they were built");
    }
    await publish(made, target);
  });
  await prune(buildsOf(root), Date.now());
}

/** Builds in a sibling folder: source maps have paths relative to it. */
async function buildBeside(
  root: string,
  target: string,
  move: (made: string) => Promise<void>,
): Promise<void> {
  const made = `${target}.${crypto.randomUUID()}`;
  await Deno.mkdir(made, { recursive: true });
  try {
    await runBuild(root, made);
    await move(made);
  } finally {
    for (const path of [made, `${made}.log`, `${made}.pid`]) await removeIfThere(path);
  }
}

async function runBuild(root: string, folder: string): Promise<void> {
  const log = `${folder}.log`;
  const child = await spawnChild({
    command: (await ownNode()).path,
    args: ["--import", "tsx", "worker/build/main.ts", folder, ...entries],
    env: toolEnvironment(Deno.env.toObject(), /^ESBUILD_/),
    cwd: root,
  }, { log, pidFile: `${folder}.pid`, stopSignal: "SIGTERM", graceMs: 1_000 });
  const late = setTimeout(() => child.stop(), withinMs);
  const code = await child.exited;
  clearTimeout(late);
  if (code !== 0) {
    throw new Error(`the build ended with ${code}: ${(await lastLines(log, 20)).join("\n")}`);
  }
}
