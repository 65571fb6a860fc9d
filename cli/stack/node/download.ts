import { dirname } from "node:path";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import { sleep } from "../../../protocol/async/sleep.ts";
import type { NodePackage } from "./release.ts";
import { runCommand } from "../supervise/run-command.ts";

const withinMs = 300_000;

/** What to download, and how. */
export interface NodeFetch {
  what: NodePackage;
  /** Path of the program, in a folder of its own. */
  target: string;
  /** The environment of npm: the user's registry, proxy and certificates apply. */
  env: Readonly<Record<string, string>>;
  signal: AbortSignal;
}

/**
 * Downloads Node with the npm client on PATH, and moves the program to `target` when it is complete. One process at a
 * time does so; the others wait, and find the program by `isThere`. Gives up after 5 minutes.
 */
export async function fetchNode(fetch: NodeFetch, isThere: () => Promise<boolean>): Promise<void> {
  const folder = dirname(fetch.target);
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const signal = deadlineSignal(withinMs, fetch.signal);
  await whileLocked(`${folder}/lock`, signal, async () => {
    if (await isThere()) return;
    await removeLeftovers(folder);
    await install({ ...fetch, signal }, `${folder}/install-${crypto.randomUUID()}`);
  });
}

/** Deletes folders of downloads that were killed; under the lock, none is running. */
async function removeLeftovers(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("install-")) await Deno.remove(`${folder}/${name}`, { recursive: true });
  }
}

async function install(
  { what: { name, version }, target, env, signal }: NodeFetch,
  folder: string,
): Promise<void> {
  await Deno.mkdir(folder, { mode: 0o700 });
  try {
    // npm runs in that folder: no `.npmrc` of a project applies, and only its own package.json is written.
    await runCommand("npm", [...installArgs(folder), `${name}@${version}`], {
      cwd: folder,
      env: { ...env },
      clearEnv: true,
      signal,
    });
    await Deno.rename(`${folder}/node_modules/${name}/bin/node`, target);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Deno.errors.NotFound ? new Error("npm is not on PATH") : error;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const installArgs = (folder: string) => [
  ...["install", "--prefix", folder, "--global=false", "--ignore-scripts"],
  ...["--no-audit", "--no-fund", "--no-package-lock", "--no-update-notifier"],
];

/** Runs `work` under a lock of `path`, which the kernel releases when the process ends. The signal ends the wait. */
async function whileLocked(path: string, signal: AbortSignal, work: () => Promise<void>) {
  using file = await Deno.open(path, { create: true, write: true, mode: 0o600 });
  while (!await file.tryLock(true)) {
    signal.throwIfAborted();
    await sleep(100);
  }
  await work();
}
