import type { Reporter } from "../stack/supervise/part.ts";
import type { Stack } from "../stack/stack.ts";
import { deathLines, progressLine, readyLine, stoppedLine } from "./part-lines.ts";
import type { TextStyle } from "../terminal/text-style.ts";
import type { Screen } from "../terminal/status-line.ts";

/**
 * Shows what happens to parts, one line each, keeps in `busy` what each is busy with until it is
 * ready, and calls `changed` after each change.
 */
export function startReporter(
  style: TextStyle,
  { say, busy: show }: Screen,
  stack: () => Stack | undefined,
  busy: Record<string, string>,
  changed: () => void,
): Reporter {
  const source = (part: string) =>
    stack()?.processes().find(({ name }) => name === part)?.source ?? "";
  return {
    progress: (part, what) => {
      show(progressLine(style, part, what));
      busy[part] = what;
      changed();
    },
    ready: (part, ms) => {
      delete busy[part];
      say(readyLine(style, part, ms, source(part)));
      changed();
    },
    died: (part, death) => {
      for (const line of deathLines(style, part, death)) say(line);
      changed();
    },
    stopped: (part, ms) => say(stoppedLine(style, part, ms)),
  };
}
