import { type Refusal, RefusedError } from "../graph/mutate.ts";
import { loadConfig } from "../config/load-config.ts";
import { serverAddress, unreachableLines } from "../server-address.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { standardError, standardOutput, type Terminal } from "../terminal/terminal.ts";
import { InterruptedError } from "../demo/interrupt.ts";
import { exitCodes, resultLines } from "./result-lines.ts";
import { followRun } from "./follow-run.ts";
import type { ResearchOptions } from "./options.ts";
import { refusalText } from "./refusal.ts";
import { RunGraph } from "./run-graph.ts";
import { runScreen } from "./run-screen.ts";
import { runState } from "./run-state.ts";
import { reportFiles, saveReport } from "./save-report.ts";
import { taskCommand } from "../task-command.ts";

/** Starts a research run and shows it; answers the exit code, see `exitCodes`. Throws a ConfigError. */
export async function research(options: ResearchOptions): Promise<number> {
  const { home } = await loadConfig();
  const url = options.url ?? await serverAddress();
  // Only the report goes to standard output, so that it can be piped into a file.
  const terminal = standardError();
  try {
    return await run(options, url, options.out ?? `${home}/reports`, terminal);
  } catch (error) {
    const { code, lines } = faultOf(error, url);
    terminal.print(lines.join("\n"));
    return code;
  }
}

async function run(
  options: ResearchOptions,
  url: string,
  folder: string,
  terminal: Terminal,
): Promise<number> {
  const graph = new RunGraph(url);
  const interrupt = new AbortController();
  stopSignal().then(() => interrupt.abort(new InterruptedError("stopped")));
  const started = await graph.start(options, interrupt.signal);
  const warnings = [
    ...(started.emulated ? ["An emulator writes this, not a model."] : []),
    ...(started.sampleMarketData ? ["The prices are samples, not market data."] : []),
  ];
  const state = runState(options.question, warnings);
  if (!terminal.redraws) terminal.print([`Run ${started.id}`, ...warnings].join("\n"));
  const screen = runScreen(state, terminal);
  try {
    await followRun(graph, started.id, state, screen, interrupt.signal);
  } finally {
    screen.close();
  }
  return await conclude(graph, started.id, url, folder, terminal);
}

async function conclude(
  graph: RunGraph,
  id: string,
  url: string,
  folder: string,
  terminal: Terminal,
): Promise<number> {
  const run = await graph.read(id);
  const paths = run.report ? await saveReport(folder, reportFiles(run.report, id, url)) : [];
  if (run.report) standardOutput().print(`\n${run.report.markdown}`);
  const { code, lines } = resultLines(run, paths);
  terminal.print(lines.join("\n"));
  return code;
}

function faultOf(error: unknown, url: string): { code: number; lines: string[] } {
  const lines = [error instanceof Error ? error.message : String(error)];
  if (error instanceof InterruptedError) {
    return { code: exitCodes.cancelled, lines: ["Nothing started."] };
  }
  if (error instanceof RefusedError) return refusalOf(error.refusal);
  const unreachable = unreachableLines(error, url);
  if (unreachable) return { code: exitCodes.noServer, lines: unreachable };
  return { code: exitCodes.failed, lines };
}

function refusalOf(refusal: Refusal): { code: number; lines: string[] } {
  const text = refusalText(refusal);
  if ((refusal.issues ?? []).length > 0) return { code: exitCodes.usage, lines: [text] };
  const hint = `See \`${taskCommand("agents apply agents/research")}\`.`;
  return { code: exitCodes.failed, lines: /agent/i.test(text) ? [text, hint] : [text] };
}
