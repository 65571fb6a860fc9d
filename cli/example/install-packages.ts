import { createHash } from "node:crypto";
import { isMachineVariable } from "../stack/child-environment.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { runCommand } from "../stack/supervise/run-command.ts";

/** Whose packages are installed from tarballs of this repository. */
const scope = "@tramontane/";

/** Where to install what. */
export interface Installation {
  /** With a package.json. */
  folder: string;
  /** For the tarballs of this repository. */
  tarballs: string;
  /** True: the tarballs are there. */
  packed?: boolean;
  signal: AbortSignal;
  /** Called with each step. */
  progress?(what: string): void;
}

/**
 * Packs the packages of `clients/` and installs what a package.json names, these packages from their tarballs. An
 * installation of the same package.json and the same packages is kept.
 */
export async function installPackages(
  { folder, tarballs, packed = false, signal, progress = () => {} }: Installation,
): Promise<void> {
  if (!packed) {
    progress("packing the packages");
    await Deno.mkdir(tarballs, { recursive: true });
    const pack = ["task", "packages", "--out", tarballs];
    await runCommand(Deno.execPath(), pack, { cwd: repositoryRoot, signal });
  }
  const files = await tarballsOf(folder, tarballs);
  const wanted = await fingerprint([`${folder}/package.json`, ...files]);
  const noted = `${folder}/node_modules/.installed`;
  if (await Deno.readTextFile(noted).catch(() => "") === wanted) return;
  progress("installing its dependencies");
  await npmInstall(folder, files, signal);
  await Deno.writeTextFile(noted, wanted);
}

/** The tarballs of the packages that a project names, as `npm pack` names them. */
async function tarballsOf(folder: string, tarballs: string): Promise<string[]> {
  const { dependencies } = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  return Object.entries<string>(dependencies)
    .filter(([name]) => name.startsWith(scope))
    .map(([name, version]) => `${tarballs}/${name.slice(1).replace("/", "-")}-${version}.tgz`);
}

async function fingerprint(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) hash.update(await Deno.readFile(file));
  return hash.digest("hex");
}

// The tarballs replace the versions that package.json names, and package.json stays as it is.
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
