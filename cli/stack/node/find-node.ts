import { fetchNode } from "./download.ts";
import { isSupportedNode, nodePackageOf, oldestNode } from "./release.ts";
import type { Progress } from "../supervise/part.ts";
import { cacheFolder, platformOf } from "../platform.ts";
import { tryCommand } from "../supervise/run-command.ts";

/** A Node that the worker runs on. */
export interface NodeRuntime {
  /** Absolute path of the program, or as TRAMONTANE_NODE names it. */
  path: string;
  /** As it prints it: `v24.21.0`. */
  version: string;
  source: "TRAMONTANE_NODE" | "PATH" | "cache" | "npm registry";
}

/** Inputs of the search for Node. */
export interface NodeSearch {
  /** Of this process, with what `.env` adds: PATH, HOME, XDG_CACHE_HOME, TRAMONTANE_NODE, and all that npm reads. */
  env: Readonly<Record<string, string | undefined>>;
  progress: Progress;
  signal: AbortSignal;
  /** Nothing is fetched. */
  offline?: boolean;
}

/** There is no Node to run the worker with; the message names every way to get one. */
export class NoNodeError extends Error {
  override name = "NoNodeError";
}

/** The supported Node that is on this machine, first hit wins: TRAMONTANE_NODE, PATH, the cache. */
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

/** The same, or the pinned one, fetched once; several processes may ask at a time. Throws `NoNodeError`. */
export async function findNode(search: NodeSearch): Promise<NodeRuntime> {
  const { env, progress, signal, offline } = search;
  const present = await existingNode(env);
  if (present) return present;
  if (offline) throw none("--offline: the cache holds none");
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
 * The Node of this process: found once, by the first call, whose settings apply to later ones. Every Node program that
 * this process starts, the leash included, runs on it.
 */
export function ownNode(search: Partial<NodeSearch> = {}): Promise<NodeRuntime> {
  const { env = Deno.env.toObject(), progress = () => {}, offline = false } = search;
  const { signal = new AbortController().signal } = search;
  return found ??= findNode({ env, progress, signal, offline });
}

/** Where the fetched Node is, or would be, kept for this person. */
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
    `no Node ${oldestNode} or newer could be had:`,
    ...why.split("\n").map((line) => `  ${line}`),
    "One of these helps:",
    `  - Node ${oldestNode} or newer on PATH (https://nodejs.org)`,
    "  - TRAMONTANE_NODE=/path/to/node",
    "  - an npm registry that can be reached; npm's own configuration applies (.npmrc, HTTPS_PROXY)",
  ].join("\n"));
}
