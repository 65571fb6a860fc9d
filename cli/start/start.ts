import { loadCheckedConfig } from "../config/checked-config.ts";
import { ConfigError, type Env, type StartConfig } from "../config/config.ts";
import { withDotenv } from "../config/dotenv.ts";
import { removeRunFile, type RunFile, writeRunFile } from "../run-file.ts";
import { consoleAddress } from "../graphql-address.ts";
import { AlreadyRunningError } from "../stack/home-lock.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { launchStack, type Stack } from "../stack/stack.ts";
import { endLeash } from "../stack/supervise/leash.ts";
import { startDetached } from "./detach.ts";
import { warningLine } from "./part-lines.ts";
import { showLogs } from "../logs/show-logs.ts";
import type { StartOptions } from "./options.ts";
import { findBlocker, preflight, variableWarnings } from "./preflight.ts";
import { startReporter } from "./reporter.ts";
import { standardOutput, type Terminal } from "../terminal/terminal.ts";
import { stopSignal } from "./stop-signal.ts";
import {
  agentsLines,
  readyLine,
  registerAtStart,
  type Registered,
  registrationRetryMs,
  startWaitsMs,
} from "./start-agents.ts";
import { summaryLines } from "./summary.ts";

/** Exit codes of `deno task start`. */
export const exitCodes = { ok: 0, failed: 1, misconfigured: 2, taken: 3 } as const;

/** Runs a start to its end and answers the exit code. `args` are its arguments, for the start in the background. */
export async function start(options: StartOptions, args: readonly string[]): Promise<number> {
  const terminal = standardOutput();
  try {
    const env = await withDotenv(Deno.env.toObject(), repositoryRoot);
    const config = await configOf(env, terminal);
    const taken = await findBlocker(config);
    if (taken) return complain(taken), exitCodes.taken;
    // The start in the background makes the other checks, and its output is printed.
    if (options.detach) return await startDetached(config, args, terminal);
    for (const line of await preflight(config, env, options)) {
      terminal.print(warningLine(terminal.style, line));
    }
    return await run(config, env, options, terminal);
  } catch (error) {
    return fail(error, terminal);
  }
}

/** The checked configuration. Before it throws, it prints the warnings about misspelt names: they may be the reason. */
async function configOf(env: Env, terminal: Terminal): Promise<StartConfig> {
  try {
    return loadCheckedConfig(env, repositoryRoot);
  } catch (error) {
    for (const line of await variableWarnings(env)) {
      terminal.print(warningLine(terminal.style, line));
    }
    throw error;
  }
}

const complain = (text: string) => console.error(text);

function fail(error: unknown, { style }: Terminal): number {
  complain(style.bad(error instanceof Error ? error.message : String(error)));
  const known = error instanceof ConfigError || error instanceof TypeError;
  if (known) return exitCodes.misconfigured;
  return error instanceof AlreadyRunningError ? exitCodes.taken : exitCodes.failed;
}

type Now = Pick<RunFile, "startedAt" | "phase" | "progress"> & { stack?: Stack };

async function run(
  config: StartConfig,
  env: Env,
  options: StartOptions,
  terminal: Terminal,
): Promise<number> {
  const { style } = terminal;
  const startedAt = performance.now();
  const stopped = stopSignal();
  const stopping = new AbortController();
  const now: Now = { startedAt: new Date().toISOString(), phase: "starting", progress: {} };
  const note = (phase = now.phase) => {
    now.phase = phase;
    if (now.stack) writeRunFile(now.stack, now);
  };
  const reporter = startReporter(terminal, () => now.stack, now.progress, note);
  const { offline, instances, ui } = options;
  const where = { home: config.home, env, port: "fixed" } as const;
  const stack = await launchStack({ ...where, offline, instances, ui, reporter });
  now.stack = stack;
  note();
  try {
    const end = await Promise.race([stack.ready.then(() => undefined), stopped]);
    if (end === undefined) {
      const agents = { url: stack.urls.graphql, signal: stopping.signal, reporter };
      const registered = await Promise.race([
        registerAtStart({ ...agents, withinMs: startWaitsMs }),
        stopped,
      ]);
      if (typeof registered === "string") return exitCodes.ok;
      delete now.progress.agents;
      showReady(stack, terminal, registered, performance.now() - startedAt);
      // After what was printed: a start in the background is followed until this phase.
      note(registered.ok ? "ready" : "incomplete");
      if (!registered.ok && !registered.final) {
        void registerAtStart({ ...agents, withinMs: registrationRetryMs, reporter: {} }).then(
          (later) => {
            if (now.phase !== "incomplete") return;
            if (later.ok) note("ready");
            terminal.print(agentsLines(style, later).join("\n"));
          },
        );
      }
      using _ = options.logs ? showLogs(stack.home.logs, Deno.stdout.isTerminal()) : undefined;
      await stopped;
    }
    return exitCodes.ok;
  } catch (error) {
    return fail(error, terminal);
  } finally {
    stopping.abort();
    note("stopping");
    terminal.print("stopping");
    await stack.stop();
    await endLeash();
    await removeRunFile(config.home);
  }
}

function showReady(
  stack: Stack,
  terminal: Terminal,
  registered: Registered,
  ms: number,
): void {
  const { urls, config, home } = stack;
  const { style } = terminal;
  const lines = summaryLines(style, {
    urls,
    console: config.console ? consoleAddress(urls.graphql) : null,
    processes: stack.processes(),
    emulated: config.model.provider === "emulator",
    sampleMarketData: config.marketData === "sample",
    authentication: config.authentication,
    home: home.path,
  });
  terminal.print(
    [...lines, ...agentsLines(style, registered), readyLine(registered, ms)].join("\n"),
  );
}
