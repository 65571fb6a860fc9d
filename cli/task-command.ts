import { pinnedDeno } from "./start/pinned-deno.ts";

let naming = (task: string) => `${denoCommand()} task ${task}`;

/** Hints name commands in another way from now on: where tasks run in an image, without Deno. */
export function nameCommands(as: (task: string) => string): void {
  naming = as;
}

/** The command that runs a task on this machine: `start`, `logs api`. All hints use this function. */
export function taskCommand(task: string): string {
  return naming(task);
}

let found: string | undefined;

/** `deno` where that is the pinned one in the user's shell, else a command that only needs Node. */
export function denoCommand(): string {
  return found ??= denoCommandFor(Deno.env.get("PATH") ?? "", versionOf);
}

/** The command for a PATH; `version` returns the version of a program. */
export function denoCommandFor(
  path: string,
  version: (program: string) => string | undefined,
): string {
  const first = path.split(":").filter((folder) => folder !== "" && !isOfNpx(folder))
    .map((folder) => version(`${folder}/deno`)).find((one) => one !== undefined);
  return first === pinnedDeno ? "deno" : `npx -y deno@${pinnedDeno}`;
}

/** Folders that npx and npm add to PATH for the program that they run; the user's shell does not have them. */
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
