import assert from "node:assert/strict";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { nodePackageOf } from "../../cli/stack/node/release.ts";
import { platformOf } from "../../cli/stack/platform.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { npmPackages } from "../support/installed-packages.ts";
import type { TestStack } from "../support/test-stack.ts";
import { installed, projects } from "./projects.ts";

/** Time for one program, ms. */
export const withinMs = 90_000;

/** Runs a program of a project; what it printed, as JSON. */
export async function run(command: string, args: readonly string[], cwd: string) {
  const printed = await runCommand(command, args, { cwd, signal: deadlineSignal(withinMs) });
  return JSON.parse(printed.split("\n").at(-1) ?? "");
}

/** Node 20, the oldest that the packages support. */
export async function node20(): Promise<string> {
  const { name } = nodePackageOf(platformOf(Deno.build.os, Deno.build.arch));
  return `${await npmPackages({ [name]: "20.20.2" })}/node_modules/${name}/bin/node`;
}

/** The hooks of these packages in a project with this version of React. */
export async function hooksShowAnAnswer(
  t: TestStack,
  analyst: string,
  version: string,
  major: "18" | "19",
) {
  const folder = await installed(`react-${major}`, projects[`react-${major}`], version);
  const { path } = await ownNode();
  const types = runCommand(path, ["node_modules/typescript/bin/tsc"], { cwd: folder });
  const id = await t.api.start(analyst);
  const seen = await run(path, ["chat.mjs", t.api.url, id], folder);
  await types;
  assert.ok(seen.version.startsWith(`${major}.`), seen.version);
  assert.match(seen.rendered, /data-status="loading"/);
  assert.equal(seen.shown[0], "What does NVDA cost?");
  const { entries } = await t.api.read(id);
  assert.equal(seen.shown.at(-1), entries.nodes.at(-1)?.text);
}
