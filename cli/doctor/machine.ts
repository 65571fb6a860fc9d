import type { Env, StartConfig } from "../config/config.ts";
import { readRunFile } from "../run-file.ts";
import { nodePackageOf, oldestNode } from "../stack/node/release.ts";
import { existingNode, NoNodeError } from "../stack/node/find-node.ts";
import { platformOf } from "../stack/platform.ts";
import { portOwner, portOwnerText } from "../stack/supervise/port-owner.ts";
import { isPortFree } from "../stack/supervise/ports.ts";
import { onPath, tryCommand } from "../stack/supervise/run-command.ts";
import { isPinnedDeno, pinnedDeno } from "../start/pinned-deno.ts";
import { bad, type Finding, note, ok } from "./finding.ts";

const leastDiskMb = 1_000;

/** This operating system and processor. */
export function checkPlatform(): Finding {
  const found = `${Deno.build.os} ${Deno.build.arch}`;
  try {
    platformOf(Deno.build.os, Deno.build.arch);
    return ok("machine", found);
  } catch {
    return bad("machine", found, "use Linux or macOS on x86_64 or arm64, or Docker Compose");
  }
}

/** The Node for the worker; the Node that runs `npx` may be older. */
export async function checkNode(env: Env): Promise<Finding> {
  try {
    const found = await existingNode(env);
    if (found) return ok("Node", `${found.version} (${found.source})`);
  } catch (error) {
    if (!(error instanceof NoNodeError)) throw error;
    return bad("Node", error.message, "unset TRAMONTANE_NODE, or name another Node");
  }
  const { version } = nodePackageOf(platformOf(Deno.build.os, Deno.build.arch));
  const absent = `no Node ${oldestNode} or newer`;
  if (await onPath("npm", env.PATH)) {
    return note("Node", absent, `start downloads ${version} through npm, once; nothing to do`);
  }
  return bad("Node", `${absent}, and no npm to download one`, "install Node (https://nodejs.org)");
}

/** The Deno that runs this. */
export function checkDeno(): Finding {
  const { deno } = Deno.version;
  if (isPinnedDeno(deno)) return ok("Deno", deno);
  return note("Deno", deno, `start runs ${pinnedDeno} through npx; nothing to do`);
}

/** The API's port: free, or the process that uses it. */
export async function checkPort(
  { home, port }: Pick<StartConfig, "home" | "port">,
): Promise<Finding> {
  const name = `port ${port}`;
  if (isPortFree(port)) return ok(name, "free");
  const run = await readRunFile(home);
  // The start of this folder may run on another port.
  if (run && Number(new URL(run.urls.graphql).port) === port) {
    return ok(name, `in use by the start that runs (process ${run.pid})`);
  }
  const holder = await portOwner(port);
  return bad(name, `taken by ${portOwnerText(holder)}`, `stop it, or set PORT=${port + 1}`);
}

/** Free space on the disk of the state folder. */
export async function checkDisk(config: StartConfig): Promise<Finding> {
  const folder = await nearestFolder(config.home);
  const output = await tryCommand("df", ["-Pk", folder]);
  const free = Math.floor(Number(output?.split("\n")[1]?.split(/\s+/)[3]) / 1_000);
  if (Number.isNaN(free)) return note("disk", "free space is not known");
  const found = `${free} MB free`;
  if (free >= leastDiskMb) return ok("disk", found);
  return bad("disk", found, `free ${leastDiskMb} MB, or set TRAMONTANE_HOME to another disk`);
}

async function nearestFolder(path: string): Promise<string> {
  if (path === "" || path === "/") return "/";
  const there = await Deno.stat(path).then(() => true, () => false);
  return there ? path : nearestFolder(path.slice(0, path.lastIndexOf("/")));
}

/** Proxy variables, which processes do not use for loopback. */
export function checkProxy(env: Env): Finding {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
  const set = names.filter((name) => env[name] || env[name.toLowerCase()]);
  if (set.length === 0) return ok("proxy", "none");
  return note("proxy", `${set.join(", ")} set; not used for 127.0.0.1 and localhost`);
}
