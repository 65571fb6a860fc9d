import { readJson, runFilePath, writeJson } from "./stack/home.ts";
import { commandLine } from "./stack/supervise/processes.ts";
import type { Stack, StackProcess } from "./stack/stack.ts";

/** The content of `run.json`, by which other commands find the running start. No secrets. */
export interface RunFile {
  /** Id of the start's process. */
  pid: number;
  /** ISO time. */
  startedAt: string;
  /** `incomplete`: all parts run, but `deno task research` does not work yet. */
  phase: "starting" | "ready" | "incomplete" | "stopping";
  urls: { graphql: string; temporal: string; mcp: string; sandbox: string };
  emulated: boolean;
  sampleMarketData: boolean;
  processes: StackProcess[];
  /** Progress of parts that start: `building Temporal with Go: 35 s, about 12 %`. */
  progress: Record<string, string>;
}

/** Writes the current state of the stack. */
export function writeRunFile(
  stack: Stack,
  { startedAt, phase, progress }: Pick<RunFile, "startedAt" | "phase" | "progress">,
): void {
  const { graphql, temporal, mcp, sandbox } = stack.urls;
  const run: RunFile = {
    pid: Deno.pid,
    startedAt,
    phase,
    urls: { graphql, temporal, mcp, sandbox },
    emulated: stack.config.model.provider === "emulator",
    sampleMarketData: stack.config.marketData === "sample",
    processes: stack.processes(),
    progress,
  };
  writeJson(runFilePath(stack.home.path), run);
}

/** Deletes the file. */
export async function removeRunFile(home: string): Promise<void> {
  await Deno.remove(runFilePath(home)).catch(() => undefined);
}

/** The file of a running start; undefined where there is none or its process has ended. */
export async function readRunFile(home: string): Promise<RunFile | undefined> {
  const run = readJson<RunFile>(runFilePath(home));
  if (!run) return undefined;
  const line = await commandLine(run.pid);
  return /\bmain\.ts start\b/.test(line ?? "") ? run : undefined;
}
