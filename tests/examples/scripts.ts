import { ownNode } from "../../cli/stack/node/find-node.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { pythonPackages } from "../support/installed-packages.ts";
import { project } from "./project.ts";

/** How a program of docs/integrate.md is run, and what it prints. */
export interface Script {
  /** Runs it; answers what it printed. */
  run(name: string, text: string): Promise<string>;
  prints: RegExp;
}

const answer = /NVIDIA Corporation\W+\(NVDA\) trades at \W*\d+\.\d\d USD/;
const withinMs = 60_000;

/** Runs a file in a new folder of the project whose packages it imports. */
async function inProject(command: string, name: string, text: string): Promise<string> {
  const folder = await Deno.makeTempDir({ dir: await project(), prefix: "script-" });
  try {
    await Deno.writeTextFile(`${folder}/${name}`, text);
    return await runCommand(command, [name], { cwd: folder, signal: deadlineSignal(withinMs) });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const node = async (name: string, text: string) =>
  await inProject((await ownNode()).path, name, text);
const python = (...packages: string[]) => async (name: string, text: string) =>
  await inProject(await pythonPackages(packages), name, text);

/** The programs by the names of their snippets. */
export const scripts: Readonly<Record<string, Script>> = {
  "chat.mjs": { run: node, prints: answer },
  "chat.py": { run: python("gql[aiohttp,websockets]==4.4.0"), prints: answer },
  "chat.sh": {
    run: (name, text) => inProject("bash", name, text),
    prints: /"__typename":"TextDelta"[^]*"TurnChanged","status":"COMPLETED"/,
  },
};
