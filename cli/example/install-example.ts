import { createHash } from "node:crypto";
import { isMachineVariable } from "../stack/child-environment.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { runCommand } from "../stack/supervise/run-command.ts";
import type { ExampleName } from "./examples.ts";

/** The folder for the packages and the log of an example. */
export const stateOf = (name: ExampleName): string =>
  `${repositoryRoot}/.tramontane/examples/${name}`;

/** Whose packages an example installs from tarballs of this repository. */
const scope = "@tramontane/";

/** What to install. */
export interface Installation {
  name: ExampleName;
  signal: AbortSignal;
  progress(what: string): void;
}

/**
 * Packs the packages of `clients/` and installs the example's dependencies into its folder, which it answers. An
 * installation with the same package.json and the same packages is kept.
 */
export async function installExample({ name, signal, progress }: Installation): Promise<string> {
  const folder = `${repositoryRoot}/examples/${name}`;
  const packages = `${stateOf(name)}/packages`;
  progress("packing the packages");
  await Deno.mkdir(packages, { recursive: true });
  await runCommand(Deno.execPath(), ["task", "packages", "--out", packages], {
    cwd: repositoryRoot,
    signal,
  });
  const tarballs = await tarballsOf(folder, packages);
  const wanted = await fingerprint([`${folder}/package.json`, ...tarballs]);
  const noted = `${folder}/node_modules/.installed`;
  if (await Deno.readTextFile(noted).catch(() => "") === wanted) return folder;
  progress("installing its dependencies");
  await npmInstall(folder, tarballs, signal);
  await Deno.writeTextFile(noted, wanted);
  return folder;
}

/** The tarballs of the packages that the example names, as `npm pack` names them. */
async function tarballsOf(folder: string, packages: string): Promise<string[]> {
  const { dependencies } = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  return Object.entries<string>(dependencies)
    .filter(([name]) => name.startsWith(scope))
    .map(([name, version]) => `${packages}/${name.slice(1).replace("/", "-")}-${version}.tgz`);
}

async function fingerprint(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await Deno.readFile(file));
  return hash.digest("hex");
}

// The tarballs stand for the versions in package.json, which stay as they are.
async function npmInstall(
  folder: string,
  tarballs: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const args = ["install", "--no-save", "--no-package-lock", "--prefer-offline"];
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier"];
  // Without keys of a start; an `.npmrc` may refer to variables of npm's own.
  const isPassed = (name: string) => isMachineVariable(name) || /^npm_config_/i.test(name);
  const env = Object.entries(Deno.env.toObject()).filter(([name]) => isPassed(name));
  await runCommand("npm", [...args, ...quiet, ...tarballs], {
    cwd: folder,
    env: Object.fromEntries(env),
    clearEnv: true,
    signal,
  });
}
