import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { exists } from "../../cli/build/build-folder.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { goEnvironment } from "../offline/build-temporal.ts";

const withinMs = 1_200_000;

/** Programs to build with the requirements of a module. */
export interface GoBuild {
  /** The module whose requirements apply. */
  module: string;
  version: string;
  /** The package of each program, by the name of its file. */
  programs: Readonly<Record<string, string>>;
  /** Further flags of the linker. */
  flags?: string;
}

/**
 * Builds programs into a folder, once, in a module of their own that has the requirements of another one: `go install`
 * refuses a module that excludes versions, and compiles again what another module requires in other versions.
 */
export async function goBuild(build: GoBuild, folder: string): Promise<void> {
  if (await exists(folder)) return;
  const making = `${folder}.${crypto.randomUUID()}`;
  await Deno.mkdir(`${making}/made`, { recursive: true, mode: 0o700 });
  try {
    await writeModule(build, making);
    for (const [name, path] of Object.entries(build.programs)) {
      await runCommand("nice", [
        ...["-n", "10", "go", "build", "-mod=mod", `-ldflags=-s -w ${build.flags ?? ""}`],
        ...["-o", `made/${name}`, path],
      ], { ...inside(making), signal: deadlineSignal(withinMs) });
    }
    await Deno.rename(`${making}/made`, folder);
  } finally {
    await Deno.remove(making, { recursive: true });
  }
}

const inside = (cwd: string) => ({ cwd, env: goEnvironment(cwd), clearEnv: true });

async function writeModule({ module, version }: GoBuild, folder: string): Promise<void> {
  const { Dir, GoMod, Sum, GoModSum } = await downloadModule(`${module}@${version}`, folder);
  const own = (await Deno.readTextFile(GoMod)).replace(/^module .*$/m, "module tramontane/build");
  await Deno.writeTextFile(`${folder}/go.mod`, `${own}\nrequire ${module} ${version}\n`);
  const sums = `${module} ${version} ${Sum}\n${module} ${version}/go.mod ${GoModSum}\n`;
  await Deno.writeTextFile(
    `${folder}/go.sum`,
    await Deno.readTextFile(`${Dir}/go.sum`) + sums,
  );
}

/** Paths and sums of a module in Go's cache. */
export interface GoModule {
  Dir: string;
  GoMod: string;
  Sum: string;
  GoModSum: string;
}

/** Downloads a module, given with its version. */
export async function downloadModule(name: string, cwd: string): Promise<GoModule> {
  return JSON.parse(await runCommand("go", ["mod", "download", "-json", name], inside(cwd)));
}
