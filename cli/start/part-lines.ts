import type { Death } from "../stack/supervise/part.ts";
import type { TextStyle } from "../terminal/text-style.ts";

const column = (name: string) => name.padEnd(10);
/** `0.4 s`; from a minute on `3 min 12 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** A part is ready. */
export function readyLine(style: TextStyle, part: string, ms: number, source: string): string {
  const about = source === "" ? "" : `  ${style.dim(source)}`;
  return `  ${style.good("ok")}  ${column(part)} ${duration(ms).padStart(12)}${about}`;
}

/** A part is in a long step. */
export function progressLine(style: TextStyle, part: string, what: string): string {
  return `  ${style.dim("..")}  ${column(part)} ${style.dim(what)}`;
}

/** A warning: the start continues. */
export function warningLine(style: TextStyle, what: string): string {
  return `  ${style.warn("--")}  ${what}`;
}

/** A part has stopped. */
export function stoppedLine(style: TextStyle, part: string, ms: number): string {
  return `  ${style.dim("--")}  ${column(part)} ${duration(ms).padStart(12)}  stopped`;
}

/** A part died: its last lines, and what happens next. */
export function deathLines(style: TextStyle, part: string, death: Death): string[] {
  const next = death.retryInMs === undefined
    ? "it is not started again"
    : `it is started again in ${duration(death.retryInMs)}`;
  return [
    `  ${style.bad("!!")}  ${column(part)} died with code ${death.code}; ${next}. Its last lines:`,
    ...death.lastLines.map((line) => `      | ${line}`),
    ...(death.advice ? [`      next: ${death.advice}`] : []),
  ];
}
