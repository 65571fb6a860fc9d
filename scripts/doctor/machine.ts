import type { Env, StartConfig } from "../config.ts";
import { readRunFile } from "../run-file.ts";
import { platformOf } from "../stack/platform.ts";
import { isPortFree } from "../stack/ports.ts";
import { tryCommand } from "../stack/run-command.ts";
import { isPinnedDeno, pinnedDeno } from "../start/hand-over.ts";
import { bad, type Finding, note, ok } from "./finding.ts";

const leastDiskMb = 1_000;

/** Whether `v20.20.2` is a Node that the worker runs on. */
export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 20);
}

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

/** The Node on PATH. */
export async function checkNode(): Promise<Finding> {
  const version = await tryCommand("node", ["--version"]);
  const fix = "install Node 20.20 or newer (https://nodejs.org)";
  if (version === undefined) return bad("Node", "not on PATH", fix);
  return isNodeNewEnough(version) ? ok("Node", version) : bad("Node", version, fix);
}

/** The Deno that runs this. */
export function checkDeno(): Finding {
  const { deno } = Deno.version;
  if (isPinnedDeno(deno)) return ok("Deno", deno);
  return note("Deno", deno, `start hands over to ${pinnedDeno} through npx; nothing to do`);
}

/** The API's port. */
export async function checkPort(config: StartConfig): Promise<Finding> {
  const name = `port ${config.port}`;
  const run = await readRunFile(config.home);
  if (run) return ok(name, `in use by the start that runs (process ${run.pid})`);
  if (isPortFree(config.port)) return ok(name, "free");
  return bad(name, "taken by another program", `stop it, or set PORT=${config.port + 1}`);
}

/** Free space where the state folder is, or will be. */
export async function checkDisk(config: StartConfig): Promise<Finding> {
  const folder = await nearestFolder(config.home);
  const said = await tryCommand("df", ["-Pk", folder]);
  const free = Math.floor(Number(said?.split("\n")[1]?.split(/\s+/)[3]) / 1_000);
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

/** Proxy variables, which the processes are kept from using for this machine. */
export function checkProxy(env: Env): Finding {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
  const set = names.filter((name) => env[name] || env[name.toLowerCase()]);
  if (set.length === 0) return ok("proxy", "none");
  return note("proxy", `${set.join(", ")} set; 127.0.0.1 and localhost are kept out of it`);
}
