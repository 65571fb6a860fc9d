import { toolEnvironment } from "../stack/child-environment.ts";
import { spawnChild } from "../stack/supervise/child.ts";
import { lastLines } from "../stack/supervise/log-file.ts";
import { buildsOf, exists, prune, publish, removeIfThere } from "./build-folder.ts";
import { buildKey } from "./sources.ts";

/** What is built once for each state of its sources. */
export interface Build {
  /** In front of the key in the names of its folders. */
  prefix: string;
  /** The folders of its sources, that of its build program included. */
  sources: readonly string[];
  /** The command that builds the tree of its working folder into a folder. */
  program(folder: string): Promise<{ command: string; args: string[] }>;
}

/** Measured: 5 s alone on two cores for the Node programs, 2 s for the console. */
const withinMs = 120_000;
const running = new Map<string, Promise<void>>();

/** The folder of the build of the current sources; undefined without one. */
export async function existingFolder(build: Build, root: string): Promise<string | undefined> {
  const target = await targetOf(build, root);
  return await exists(target) ? target : undefined;
}

/**
 * The folder of the build of the current sources, built if missing. Calls and processes may be concurrent. A build that
 * failed is not repeated by this process. Throws where the folder is read-only or a source has a fault.
 */
export async function keyedBuild(build: Build, root: string): Promise<string> {
  const target = await targetOf(build, root);
  if (await exists(target)) return target;
  const work = running.get(target) ?? buildHere(build, root, target).then(() => {
    running.delete(target);
  });
  running.set(target, work);
  await work;
  return target;
}

/** Builds the sources into a folder and replaces its content. Node must find the packages from it. */
export async function replaceBuild(build: Build, root: string, target: string): Promise<void> {
  await buildNextTo(build, root, target, async (made) => {
    await removeIfThere(target);
    await Deno.rename(made, target);
  });
}

const targetOf = async ({ prefix, sources }: Build, root: string) =>
  `${buildsOf(root)}/${prefix}${await buildKey(root, sources)}`;

async function buildHere(build: Build, root: string, target: string): Promise<void> {
  await buildNextTo(build, root, target, async (made) => {
    if (await targetOf(build, root) !== target) {
      throw new Error("the sources changed while they were built");
    }
    await publish(made, target);
  });
  await prune(buildsOf(root), Date.now());
}

/** Builds in a sibling folder: source maps have paths relative to it. */
async function buildNextTo(
  build: Build,
  root: string,
  target: string,
  move: (made: string) => Promise<void>,
): Promise<void> {
  const made = `${target}.${crypto.randomUUID()}`;
  await Deno.mkdir(made, { recursive: true });
  try {
    await runBuild(build, root, made);
    await move(made);
  } finally {
    for (const path of [made, `${made}.log`, `${made}.pid`]) await removeIfThere(path);
  }
}

async function runBuild(build: Build, root: string, folder: string): Promise<void> {
  const log = `${folder}.log`;
  const env = toolEnvironment(Deno.env.toObject(), /^ESBUILD_/);
  const child = await spawnChild(
    { ...await build.program(folder), env, cwd: root },
    { log, pidFile: `${folder}.pid`, stopSignal: "SIGTERM", graceMs: 1_000 },
  );
  const late = setTimeout(() => child.stop(), withinMs);
  const code = await child.exited;
  clearTimeout(late);
  if (code !== 0) {
    throw new Error(`the build ended with ${code}: ${(await lastLines(log, 20)).join("\n")}`);
  }
}
