import type { Progress } from "../supervise/part.ts";
import { cacheFolder, type Platform, platformOf } from "../platform.ts";
import { onPath, tryCommand } from "../supervise/run-command.ts";
import { buildTemporal, findGo } from "../../../dev/offline/build-temporal.ts";
import { ChecksumError, downloadTemporal } from "./download.ts";
import { uiVersion } from "./web-ui.ts";
import {
  archiveUrl,
  cachedName,
  serverVersion,
  temporalReleases,
  temporalVersion,
} from "./release.ts";

/** A Temporal program that runs on this machine. */
export interface TemporalBinary {
  path: string;
  /** Its source: `TEMPORAL_CLI_PATH`, `PATH`, `cache`, `download`, `built with Go`. */
  source: string;
  /** Version of its server. */
  server: string;
  /** Version of its web UI; omitted where it has none. */
  ui?: string;
}

/** Inputs of the search for Temporal. */
export interface TemporalSearch {
  env: Readonly<Record<string, string | undefined>>;
  /** File of the compiler's output. */
  buildLog: string;
  progress: Progress;
  signal: AbortSignal;
  /** Download nothing. */
  offline?: boolean;
  /** Download address; default: Temporal's releases. */
  releases?: string;
}

/** No Temporal was found; the message lists the ways to get one. */
export class NoTemporalError extends Error {
  override name = "NoTemporalError";
}

/** Finds, downloads or builds Temporal: the first success of TEMPORAL_CLI_PATH, PATH, cache, download, build. */
export async function findTemporal(search: TemporalSearch): Promise<TemporalBinary> {
  const platform = platformOf(Deno.build.os, Deno.build.arch);
  const target = `${cacheFolder(search.env)}/${cachedName(platform)}`;
  const tried: string[] = [];
  return await given(search) ??
    await asked(await onPath("temporal", search.env.PATH), "PATH") ??
    await asked(target, "cache") ??
    await downloaded(search, target, platform, tried) ??
    await built(search, target, tried) ??
    fail(tried);
}

async function given({ env }: TemporalSearch): Promise<TemporalBinary | undefined> {
  const path = env.TEMPORAL_CLI_PATH;
  if (!path) return undefined;
  const found = await asked(path, "TEMPORAL_CLI_PATH");
  if (!found) throw new NoTemporalError(`TEMPORAL_CLI_PATH=${path} is no Temporal program`);
  return found;
}

async function asked(
  path: string | undefined,
  source: string,
): Promise<TemporalBinary | undefined> {
  if (path === undefined) return undefined;
  const printed = await tryCommand(path, ["--version"]) ?? "";
  const [server, ui] = [serverVersion(printed), uiVersion(printed)];
  return server === undefined ? undefined : { path, source, server, ...(ui && { ui }) };
}

async function downloaded(
  { progress, signal, offline, releases = temporalReleases }: TemporalSearch,
  target: string,
  platform: Platform,
  tried: string[],
): Promise<TemporalBinary | undefined> {
  if (offline) return undefined;
  const url = archiveUrl(releases, platform);
  progress(`downloading Temporal ${temporalVersion}`);
  try {
    await downloadTemporal(url, target, progress, signal);
    return await asked(target, "download");
  } catch (error) {
    if (error instanceof ChecksumError) throw error;
    signal.throwIfAborted();
    tried.push(`download of ${url}: ${error instanceof Error ? error.message : error}`);
  }
}

async function built(
  { env, progress, signal, offline, buildLog }: TemporalSearch,
  target: string,
  tried: string[],
): Promise<TemporalBinary | undefined> {
  if (offline) return void tried.push("download and build are off with --offline");
  if (!await findGo(env)) return void tried.push("build: no Go 1.21 or newer on PATH");
  progress("building Temporal with Go, once: 3 to 4 minutes on two cores");
  try {
    await buildTemporal(target, buildLog, progress, signal);
    return await asked(target, "built with Go");
  } catch (error) {
    signal.throwIfAborted();
    tried.push(`build: ${error instanceof Error ? error.message : error}`);
  }
}

function fail(tried: readonly string[]): never {
  throw new NoTemporalError([
    "there is no Temporal server:",
    ...tried.map((one) => `  - ${one}`),
    "One of these helps:",
    "  - TEMPORAL_ADDRESS=host:port of a running server",
    "  - TEMPORAL_CLI_PATH=/path/to/temporal, or temporal on PATH (https://docs.temporal.io/cli)",
    "  - a network that reaches github.com, or Go 1.21 or newer (https://go.dev/dl) to build it",
  ].join("\n"));
}
