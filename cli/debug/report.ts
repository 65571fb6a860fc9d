import { redact, redactText } from "../../telemetry/redact.ts";
import { type Env, startVariables } from "../config/config.ts";
import { type Finding, findingLines } from "../doctor/finding.ts";
import { logNames } from "../logs/show-logs.ts";
import { textStyle } from "../terminal/text-style.ts";
import { homeAt } from "../stack/home.ts";
import { lastLines } from "../stack/supervise/log-file.ts";
import { existingNode } from "../stack/node/find-node.ts";
import { tryCommand } from "../stack/supervise/run-command.ts";

const linesOfEachLog = 400;
// Without secrets.json.
const stateFiles = ["state.json", "ports.json", "run.json"];

/** A report about a fault on another machine, without secrets. */
export async function debugReport(
  home: string,
  env: Env,
  findings: readonly Finding[],
  root: string,
): Promise<string> {
  const parts = [
    section("versions", await versions(root)),
    section("doctor", findingLines(textStyle(false, true), findings).join("\n")),
    section("variables", variables(env)),
    ...await Promise.all(stateFiles.map((name) => file(name, `${home}/${name}`))),
    ...await logs(homeAt(home).logs),
  ];
  return redactText(parts.join("\n"));
}

const section = (title: string, text: string) => `==== ${title} ====\n${text}\n`;

async function versions(root: string): Promise<string> {
  const { version } = JSON.parse(await Deno.readTextFile(`${root}/package.json`));
  const commit = await tryCommand("git", ["-C", root, "rev-parse", "--short", "HEAD"]);
  return [
    `tramontane ${version}${commit ? ` (${commit})` : ""}`,
    `deno ${Deno.version.deno}, v8 ${Deno.version.v8}, typescript ${Deno.version.typescript}`,
    `node ${await nodeVersion()}, ${await tryCommand("node", ["--version"]) ?? "none"} on PATH`,
    `${Deno.build.os} ${Deno.build.arch}, ${Deno.osRelease()}, ${navigator.hardwareConcurrency} cores`,
  ].join("\n");
}

const nodeVersion = async () =>
  (await existingNode(Deno.env.toObject()).catch(() => undefined))?.version ?? "none";

/** The variables that a start reads, with secrets masked. */
export function variables(env: Env): string {
  const set = startVariables.filter((name) => env[name]);
  if (set.length === 0) return "none set";
  const shown = redact(Object.fromEntries(set.map((name) => [name, env[name]])));
  return Object.entries(shown as Record<string, unknown>).map((one) => one.join("=")).join("\n");
}

async function file(name: string, path: string): Promise<string> {
  return section(name, await Deno.readTextFile(path).catch(() => "absent"));
}

async function logs(folder: string): Promise<string[]> {
  const names = await logNames(folder).catch((): string[] => []);
  return await Promise.all(names.map(async (name) => {
    const lines = await lastLines(`${folder}/${name}.log`, linesOfEachLog);
    return section(`log of ${name}`, lines.join("\n"));
  }));
}
