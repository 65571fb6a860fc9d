import { fetchNode } from "./download.ts";
import { isSupportedNode, nodePackageOf, oldestNode } from "./release.ts";
import type { Progress } from "../supervise/part.ts";
import { cacheFolder, platformOf } from "../platform.ts";
import { tryCommand } from "../supervise/run-command.ts";

/** A Node that can run the worker. */
export interface NodeRuntime {
  /** Absolute path of the program, or the value of TRAMONTANE_NODE. */
  path: string;
  /** Its version as it prints it: `v24.21.0`. */
  version: string;
  source: "TRAMONTANE_NODE" | "PATH" | "cache" | "npm registry";
}

/** Inputs of the search for Node. */
export interface NodeSearch {
  /** Variables of this process and of `.env`: PATH, HOME, XDG_CACHE_HOME, TRAMONTANE_NODE, and those of npm. */
  env: Readonly<Record<string, string | undefined>>;
  progress: Progress;
  signal: AbortSignal;
  /** Download nothing. */
  offline?: boolean;
}

/** No Node can run the worker; the message lists the ways to get one. */
export class NoNodeError extends Error {
  override name = "NoNodeError";
}

/** A supported Node on this machine, the first of: TRAMONTANE_NODE, PATH, the cache. */
export async function existingNode(env: NodeSearch["env"]): Promise<NodeRuntime | undefined> {
  const named = env.TRAMONTANE_NODE;
  if (named) {
    const found = await supported(named, "TRAMONTANE_NODE");
    if (found) return found;
    throw new NoNodeError(`TRAMONTANE_NODE=${named} is no Node ${oldestNode} or newer`);
  }
  for (const folder of (env.PATH ?? "").split(":").filter((one) => one !== "")) {
    const found = await supported(`${folder}/node`, "PATH");
    if (found) return found;
  }
  return await supported(cachedNode(env), "cache");
}

/** A supported Node on this machine, or the pinned one, downloaded once; several processes may call this at a time. Throws a NoNodeError. */
export async function findNode(search: NodeSearch): Promise<NodeRuntime> {
  const { env, progress, signal, offline } = search;
  const present = await existingNode(env);
  if (present) return present;
  if (offline) throw none("--offline: the cache has none");
  const what = nodePackageOf(platformOf(Deno.build.os, Deno.build.arch));
  const target = cachedNode(env);
  progress(`fetching Node ${what.version} from the npm registry, once: about 50 MB`);
  try {
    const isThere = async () => await supported(target, "cache") !== undefined;
    await fetchNode({ what, target, env: await forNpm(env), signal }, isThere);
  } catch (error) {
    signal.throwIfAborted();
    throw none(error instanceof Error ? error.message : String(error));
  }
  const fetched = await supported(target, "npm registry");
  if (!fetched) throw none(`${what.name}@${what.version} does not run on this machine`);
  return fetched;
}

let found: Promise<NodeRuntime> | undefined;

/**
 * The Node of this process, found by the first call; later calls ignore their settings. All Node programs of this
 * process run on it, also the leash.
 */
export function ownNode(search: Partial<NodeSearch> = {}): Promise<NodeRuntime> {
  const { env = Deno.env.toObject(), progress = () => {}, offline = false } = search;
  const { signal = new AbortController().signal } = search;
  return found ??= findNode({ env, progress, signal, offline });
}

/** The path of the downloaded Node in this user's cache. */
export function cachedNode(env: NodeSearch["env"]): string {
  const platform = platformOf(Deno.build.os, Deno.build.arch);
  const { version } = nodePackageOf(platform);
  return `${cacheFolder(env)}/node-${version}-${platform.os}-${platform.npmArch}/node`;
}

async function supported(
  path: string,
  source: NodeRuntime["source"],
): Promise<NodeRuntime | undefined> {
  const version = await tryCommand(path, ["--version"]);
  return version && isSupportedNode(version) ? { path, version, source } : undefined;
}

/** Without the variables that only a start reads, keys included; `.npmrc` may refer to any other variable. */
const forNpm = async (env: NodeSearch["env"]) => {
  // Loaded on demand: the build of an image has Node, but not the configuration of every process.
  const { startVariables } = await import("../../config/config.ts");
  const entries = Object.entries(env).filter((one): one is [string, string] => !!one[1]);
  return Object.fromEntries(entries.filter(([name]) => !startVariables.includes(name)));
};

function none(why: string): NoNodeError {
  return new NoNodeError([
    `there is no Node ${oldestNode} or newer:`,
    ...why.split("\n").map((line) => `  ${line}`),
    "One of these helps:",
    `  - Node ${oldestNode} or newer on PATH (https://nodejs.org)`,
    "  - TRAMONTANE_NODE=/path/to/node",
    "  - an npm registry that is reachable; npm's configuration applies (.npmrc, HTTPS_PROXY)",
  ].join("\n"));
}
