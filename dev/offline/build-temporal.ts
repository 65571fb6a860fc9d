import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { spawnChild } from "../../cli/stack/supervise/child.ts";
import { toolEnvironment } from "../../cli/stack/child-environment.ts";
import { goProgressText, type GoWork, readGoProgress } from "./go-progress.ts";
import { lastLines } from "../../cli/stack/supervise/log-file.ts";
import type { Progress } from "../../cli/stack/supervise/part.ts";
import { onPath, tryCommand } from "../../cli/stack/supervise/run-command.ts";
import { temporalGoPackage } from "../../cli/stack/temporal/release.ts";

const withinMs = 1_800_000;
/** Counts of `go list -deps` and `go version -m` for version 1.5.1, for the progress line. */
const work: GoWork = { packages: 1_297, modules: 160 };

/** Whether the Go of a `go env GOVERSION` can build Temporal: 1.21 downloads a newer toolchain itself. */
export function canBuild(goVersion: string | undefined): boolean {
  const [, major = 0, minor = 0] = /^go(\d+)\.(\d+)/.exec(goVersion ?? "")?.map(Number) ?? [];
  return major > 1 || (major === 1 && minor >= 21);
}

/** The Go on PATH, if it is new enough. */
export async function findGo(
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const go = await onPath("go", env.PATH);
  const version = go && await tryCommand(go, ["env", "GOVERSION"]);
  return canBuild(version) ? version : undefined;
}

/** A Go program; its counts are for the progress line. */
export interface GoProgram extends GoWork {
  /** The package with its version. */
  goPackage: string;
}

/**
 * Builds the pinned Temporal with Go at low priority, under the leash, and moves it to `target` when it is complete. Takes
 * 3 to 4 minutes on two cores. `log` gets the compiler's output.
 */
export function buildTemporal(
  target: string,
  log: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const what = { goPackage: temporalGoPackage, ...work };
  return goInstall(what, "temporal", target, log, progress, signal);
}

/** Builds a Go program; `name` is its name after `go install`. */
export async function goInstall(
  what: GoProgram,
  name: string,
  target: string,
  log: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const folder = `${target}.${crypto.randomUUID()}`;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const args = ["install", "-v", "-ldflags=-s -w", what.goPackage];
    await runGo(args, { what: "Temporal", work: what, folder, log, progress, signal });
    await Deno.rename(`${folder}/${name}`, target);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A run of `go` with `-v`. */
export interface GoRun {
  /** What it makes, and how much that is, for the progress line. */
  what: string;
  work: GoWork;
  /** Its working folder. */
  folder: string;
  log: string;
  progress: Progress;
  signal: AbortSignal;
}

/** Runs `go` at low priority under the leash; throws with the end of its log when it fails. */
export async function runGo(args: readonly string[], run: GoRun): Promise<void> {
  const { folder, log, signal } = run;
  const started = performance.now();
  await Deno.remove(log).catch(() => undefined);
  const child = await spawnChild({
    command: "nice",
    args: ["-n", "15", "go", ...args],
    env: goEnvironment(folder),
    cwd: folder,
  }, { log, pidFile: `${folder}/pid`, stopSignal: "SIGINT", graceMs: 5_000 });
  const stop = () => child.stop();
  const end = deadlineSignal(withinMs, signal);
  end.addEventListener("abort", stop);
  const report = async () => run.progress(await buildProgress(run, performance.now() - started));
  const timer = setInterval(report, 2_000);
  const code = await child.exited;
  clearInterval(timer);
  end.removeEventListener("abort", stop);
  end.throwIfAborted();
  if (code !== 0) throw new Error(`go ${args[0]} failed: ${(await lastLines(log, 5)).join("\n")}`);
}

/** Variables of Go, which have no underscore, unlike those of Google; Git and SSH download modules that no proxy has. */
export const goVariables = /^GO[A-Z0-9]+$|^GIT_|^SSH_AUTH_SOCK$|^NETRC$/;

/** The variables of Go for a program that is installed in `folder`. */
export function goEnvironment(folder: string): Record<string, string> {
  const env = toolEnvironment(Deno.env.toObject(), goVariables);
  return { ...env, GOBIN: folder, CGO_ENABLED: "0", GOTOOLCHAIN: "auto" };
}

async function buildProgress({ what, work, log }: GoRun, ms: number): Promise<string> {
  const done = readGoProgress(await Deno.readTextFile(log).catch(() => ""));
  return `building ${what} with Go: ${Math.round(ms / 1000)} s, ${goProgressText(done, work)}`;
}
