import { ownNode } from "../../cli/stack/node/find-node.ts";
import { sendSignal } from "../../cli/stack/supervise/processes.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import type { Api } from "../support/api.ts";
import { npmPackages, pythonPackages } from "../support/installed-packages.ts";
import { project } from "./project.ts";

/** How a program of docs/integrate.md is run, and what it prints. */
export interface Script {
  /** Runs a file of the project that has the snippet; answers what it printed. */
  run(file: string, api: Api): Promise<string>;
  prints: RegExp;
}

/** The agent of the examples, and what the snippets ask it. */
export const question = { agent: "market-assistant", text: "What does NVDA cost?" };
/** The emulator's answer, with or without Markdown's signs. */
export const answer = /NVIDIA Corporation\W+NVDA\W+trades at \W*\d+\.\d\d USD/;
const withinMs = 60_000;

const run = async (command: string, ...args: string[]) =>
  await runCommand(command, args, { cwd: await project(), signal: deadlineSignal(withinMs) });
/** Runs a program that does not end by itself; ends it, with what it has started, when it has printed `end`. */
async function runUntil(end: RegExp, command: string, ...args: string[]): Promise<string> {
  const cwd = await project();
  const child = new Deno.Command(command, { args, cwd, detached: true, stdout: "piped" }).spawn();
  const timer = setTimeout(() => sendSignal(-child.pid, "SIGKILL"), withinMs);
  let printed = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += text;
    if (end.test(printed)) sendSignal(-child.pid, "SIGKILL");
  }
  clearTimeout(timer);
  await child.status;
  return printed;
}
const node = async (...args: string[]) => await run((await ownNode()).path, ...args);

/** A program that starts a conversation and prints the answer. */
const program = { run: (file: string) => node(file), prints: answer };
/** A module that watches a conversation. */
const watcher = {
  run: async (file: string, api: Api) =>
    await node("watch.mjs", file, await api.start(question.agent, question.text)),
  prints: answer,
};
/** A program whose packages need versions of their own. */
const apart = (packages: Record<string, string>) => ({
  run: async (file: string) => {
    const folder = await Deno.makeTempDir({ prefix: "tramontane-snippet-" });
    try {
      await Deno.symlink(`${await npmPackages(packages)}/node_modules`, `${folder}/node_modules`);
      await Deno.copyFile(`${await project()}/${file}`, `${folder}/${file}`);
      const signal = deadlineSignal(withinMs);
      return await runCommand((await ownNode()).path, [file], { cwd: folder, signal });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
  prints: answer,
});
const python = (...packages: string[]) => ({
  run: async (file: string) => await run(await pythonPackages(packages), file),
  prints: answer,
});

/** The programs by the names of their snippets. */
export const scripts: Readonly<Record<string, Script>> = {
  "chat.mjs": program,
  "urql.mjs": watcher,
  "apollo.mjs": watcher,
  "relay.mjs": watcher,
  "ag-ui.mjs": program,
  "copilotkit.mjs": apart({ "@copilotkit/core": "1.75.0" }),
  "openai.mjs": program,
  "openai-chat.py": python("openai==3.57.0"),
  "mcp-client.py": python("mcp==2.3.0"),
  "chat.py": python("gql[aiohttp,websockets]==4.4.0"),
  "chat.sh": {
    run: (file) => runUntil(/"status":"COMPLETED"/, "bash", file),
    prints: /"__typename":"TextDelta"[^]*"TurnChanged","status":"COMPLETED"/,
  },
};
