import type { Reporter } from "../stack/supervise/part.ts";
import type { Stack } from "../stack/stack.ts";
import { deathLines, progressLine, readyLine, stoppedLine } from "./part-lines.ts";
import type { Terminal } from "../terminal/terminal.ts";

/**
 * Prints the changes of parts, one line each, stores in `busy` the progress of each until it is ready, and calls `changed`
 * after each change.
 */
export function startReporter(
  terminal: Terminal,
  stack: () => Stack | undefined,
  busy: Record<string, string>,
  changed: () => void,
): Reporter {
  const { style } = terminal;
  const source = (part: string) =>
    stack()?.processes().find(({ name }) => name === part)?.source ?? "";
  return {
    progress: (part, what) => {
      terminal.busy(progressLine(style, part, what));
      busy[part] = what;
      changed();
    },
    ready: (part, ms) => {
      delete busy[part];
      terminal.print(readyLine(style, part, ms, source(part)));
      changed();
    },
    died: (part, death) => {
      for (const line of deathLines(style, part, death)) terminal.print(line);
      changed();
    },
    stopped: (part, ms) => terminal.print(stoppedLine(style, part, ms)),
  };
}
