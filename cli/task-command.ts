import { pinnedDeno } from "./start/pinned-deno.ts";

/** The command that runs a task on this machine: `start`, `logs api`. All hints use this function. */
export function taskCommand(task: string): string {
  return `${denoCommand()} task ${task}`;
}

let found: string | undefined;

/** `deno` where that is the pinned one for a person's shell, else the way to it that needs Node alone. */
export function denoCommand(): string {
  return found ??= denoCommandFor(Deno.env.get("PATH") ?? "", versionOf);
}

/** The same for a PATH; `version` asks a program for its version. */
export function denoCommandFor(
  path: string,
  version: (program: string) => string | undefined,
): string {
  const first = path.split(":").filter((folder) => folder !== "" && !isOfNpx(folder))
    .map((folder) => version(`${folder}/deno`)).find((one) => one !== undefined);
  return first === pinnedDeno ? "deno" : `npx -y deno@${pinnedDeno}`;
}

/** npx and npm put folders in front of PATH for the program that they run; a person's shell does not have them. */
const isOfNpx = (folder: string) => /\/_npx\/|\/node_modules\/\.bin\/?$/.test(folder);

function versionOf(program: string): string | undefined {
  try {
    const { stdout } = new Deno.Command(program, { args: ["--version"], stderr: "null" })
      .outputSync();
    return /^deno (\S+)/.exec(new TextDecoder().decode(stdout))?.[1];
  } catch {
    return undefined;
  }
}
