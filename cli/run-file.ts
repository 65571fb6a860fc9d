import { readJson, runFilePath, writeJson } from "./stack/home.ts";
import { commandLine } from "./stack/supervise/processes.ts";
import type { Stack, StackProcess } from "./stack/stack.ts";

/** What `run.json` tells other commands about the start that runs. No secrets. */
export interface RunFile {
  /** Of the start itself, which holds the folder. */
  pid: number;
  /** ISO time. */
  startedAt: string;
  /** `incomplete`: all parts run, but `deno task research` does not work yet. */
  phase: "starting" | "ready" | "incomplete" | "stopping";
  urls: { graphql: string; temporal: string; mcp: string; sandbox: string };
  emulated: boolean;
  sampleMarketData: boolean;
  processes: StackProcess[];
  /** What a part is busy with, while it starts: `building Temporal with Go: 35 s, about 12 %`. */
  progress: Record<string, string>;
}

/** Writes the file as the stack is now. */
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

/** Takes the file away; nothing runs any more. */
export async function removeRunFile(home: string): Promise<void> {
  await Deno.remove(runFilePath(home)).catch(() => undefined);
}

/** The file of a start that lives; nothing when it is absent or its start is gone. */
export async function readRunFile(home: string): Promise<RunFile | undefined> {
  const run = readJson<RunFile>(runFilePath(home));
  if (!run) return undefined;
  const line = await commandLine(run.pid);
  return /\bmain\.ts start\b/.test(line ?? "") ? run : undefined;
}
