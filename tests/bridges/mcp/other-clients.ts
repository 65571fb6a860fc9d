import assert from "node:assert/strict";
import { test } from "node:test";
import { ownNode } from "../../../cli/stack/node/find-node.ts";
import { runCommand } from "../../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import { npmPackages, pythonPackages } from "../../support/installed-packages.ts";
import { agentsUrl } from "../../support/mcp-client.ts";
import { unique } from "../../support/test-stack.ts";
import type { AgentsStack } from "./stack.ts";

const programs = new URL("./programs/", import.meta.url).pathname;
const withinMs = 90_000;
const run = (command: string, args: string[], cwd?: string) =>
  runCommand(command, args, { signal: deadlineSignal(withinMs), ...(cwd && { cwd }) });

/** An agent that asks before it looks at prices; the arguments of a program that asks it. */
async function carefulCall({ api, stack: { urls } }: AgentsStack): Promise<string[]> {
  const agent = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK" };
  await api.register(agent, { tools: [tool] });
  return [agentsUrl(urls.graphql).href, `ask_${agent}`, "What does NVDA cost?"];
}

const printed = [
  /form: The agent careful-\w+ asks to call prices\.get_current_stock_price/,
  /answer: .*NVDA/,
  /data: .*"status": ?"COMPLETED"/,
];

/** Clients that others wrote. */
export function otherClients(stack: () => AgentsStack) {
  test("the official client of Python lists, asks with progress, and approves", async () => {
    const python = await pythonPackages(["mcp==2.3.0"]);
    const output = await run(python, [`${programs}ask.py`, ...await carefulCall(stack())]);
    for (const part of [/listed: True/, /revision: 2026-07-28/, /progress: Calls/, ...printed]) {
      assert.match(output, part);
    }
  });

  test("the official requester of tasks gets a task, polls it, and approves", async () => {
    const folder = await npmPackages({
      "@modelcontextprotocol/client": "2.4.0",
      "@modelcontextprotocol/ext-tasks": "0.2.2",
    });
    const program = await Deno.makeTempFile({ dir: folder, suffix: ".mjs" });
    try {
      await Deno.copyFile(`${programs}task.mjs`, program);
      const output = await run((await ownNode()).path, [program, ...await carefulCall(stack())]);
      for (const part of [/sent: tools\/call/, /sent: tasks\/get/, /sent: tasks\/update/]) {
        assert.match(output, part);
      }
      for (const part of printed) assert.match(output, part);
    } finally {
      await Deno.remove(program);
    }
  });

  test("the Inspector lists the tools, finds their schemas portable, and calls one", async () => {
    const folder = await npmPackages({ "@modelcontextprotocol/inspector": "2.12.0" });
    const { path } = await ownNode();
    const inspector =
      `${folder}/node_modules/@modelcontextprotocol/inspector/clients/launcher/build`;
    const inspect = (...args: string[]) => {
      const url = agentsUrl(stack().stack.urls.graphql).href;
      return run(path, [`${inspector}/index.js`, "--cli", url, "--transport", "http", ...args]);
    };
    assert.match(await inspect("--method", "tools/list"), /"name": "research"/);
    const tool = [
      "--tool-name",
      `ask_${stack().analyst}`,
      "--tool-arg",
      "message=What does NVDA cost?",
    ];
    assert.match(await inspect("--method", "tools/call", ...tool), /"status": "COMPLETED"/);
  });
}
