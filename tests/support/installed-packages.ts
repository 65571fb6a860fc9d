import { createHash } from "node:crypto";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { cacheFolder } from "../../cli/stack/platform.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { sleep } from "../../protocol/async/sleep.ts";

/** Time for an installation with an empty cache, ms. */
const withinMs = 300_000;

/**
 * Installs packages of the npm registry once for all runs on this machine; answers a folder whose `node_modules` has
 * them. Do not write into it. `packages` are exact versions by name.
 */
export async function npmPackages(packages: Readonly<Record<string, string>>): Promise<string> {
  const named = Object.entries(packages).map(([name, version]) => `${name}@${version}`).sort();
  return await installedOnce("npm", named, async (folder, signal) => {
    await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify({ private: true }));
    const args = ["install", "--no-package-lock", "--ignore-scripts", "--prefer-offline"];
    const quiet = ["--no-audit", "--no-fund", "--no-update-notifier"];
    await runCommand("npm", [...args, ...quiet, ...named], { cwd: folder, signal });
  });
}

/** Installs packages of PyPI once, into an environment of their own; answers the path of its Python. */
export async function pythonPackages(packages: readonly string[]): Promise<string> {
  const folder = await installedOnce("python", packages.toSorted(), async (folder, signal) => {
    // Packages are found relative to the program, which must not move: it is made where it stays.
    await runCommand("python3", ["-m", "venv", folder], { signal });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    await runCommand(`${folder}/bin/python`, [...pip, ...packages], { signal });
  });
  return `${folder}/bin/python`;
}

/** A folder of the user's cache, filled by one process at a time; one that was left incomplete is filled again. */
async function installedOnce(
  kind: string,
  what: readonly string[],
  fill: (folder: string, signal: AbortSignal) => Promise<void>,
): Promise<string> {
  const key = createHash("sha256").update(what.join("\n")).digest("hex").slice(0, 12);
  const folder = `${cacheFolder(Deno.env.toObject())}/tests/${kind}-${key}`;
  const complete = `${folder}/.complete`;
  const signal = deadlineSignal(withinMs);
  await Deno.mkdir(folder, { recursive: true });
  using lock = await Deno.open(`${folder}.lock`, { create: true, write: true });
  while (!await lock.tryLock(true)) {
    signal.throwIfAborted();
    await sleep(100);
  }
  if (await isThere(complete)) return folder;
  await Deno.remove(folder, { recursive: true });
  await Deno.mkdir(folder);
  await fill(folder, signal);
  await Deno.writeTextFile(complete, what.join("\n"));
  return folder;
}

const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);
