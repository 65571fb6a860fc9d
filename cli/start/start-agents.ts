import { NotRegisteredError, registerResearchAgents } from "../agents/research-agents.ts";
import type { Reporter } from "../stack/supervise/part.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { taskCommand } from "../task-command.ts";
import type { TextStyle } from "../terminal/text-style.ts";

/** The outcome of registering the agents that `deno task research` needs. */
export type Registered =
  | { ok: true; line: string }
  /** `final`: it cannot work before the user changes something. */
  | { ok: false; why: string; final: boolean };

/** How long a start waits for the registration, ms: what it depends on is ready by then. */
export const startWaitsMs = 60_000;
/** How long a start that is not ready for research repeats the registration, ms. */
export const registrationRetryMs = 60 * 60_000;

/** Registers the agents at an API, and shows the reason of a wait. Does not throw. */
export async function registerAtStart(
  { url, withinMs, signal, reporter }: {
    url: string;
    withinMs: number;
    signal: AbortSignal;
    reporter: Reporter;
  },
): Promise<Registered> {
  try {
    const onWaiting = (what: string) => reporter.progress?.("agents", `waiting: ${what}`);
    const options = { root: repositoryRoot, url, withinMs, signal, onWaiting };
    return { ok: true, line: await registerResearchAgents(options) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why, final: error instanceof NotRegisteredError && error.final };
  }
}

/** The lines about the agents in the summary. */
export function agentsLines(style: TextStyle, registered: Registered): string[] {
  if (registered.ok) return [`  ${style.good("ok")}  ${registered.line}`];
  const next = registered.final
    ? `then \`${taskCommand("agents apply agents/research")}\` registers them`
    : "it is tried again until it works";
  return [
    `  ${style.bad("!!")}  research agents are not registered: ${registered.why}`,
    `      \`${taskCommand("research")}\` does not work until they are; ${next}`,
  ];
}

/** The last line of a start: `Ready` only where research works. */
export function readyLine(registered: Registered, ms: number): string {
  const took = `${(ms / 1000).toFixed(1)} s`;
  const rest = "Ctrl-C stops everything; the next start continues.";
  return registered.ok
    ? `Ready in ${took}. ${rest}`
    : `Not ready for research after ${took}. ${rest}`;
}
