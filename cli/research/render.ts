import type { ViewPhase } from "../../clients/client/mod.ts";
import type { Size } from "../terminal/terminal.ts";
import type { TextStyle } from "../terminal/text-style.ts";
import { cells, fit, padded, sanitize, truncateMiddle, wrapped } from "../terminal/cells.ts";
import { labelOf, timeOf, wordsOf } from "./phase-labels.ts";
import type { Phase, RunState } from "./run-state.ts";

const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const maxTextLines = 10;

/**
 * The screen of a run: a line for each phase, below them the text that is being written, and the state of the connection.
 * Never wider or higher than `size`. `now` is Unix ms.
 */
export function render(state: RunState, size: Size, now: number, style: TextStyle): string[] {
  const { phases } = state.view;
  const foot = footOf(state, size.width, style);
  const head = [style.bold(fit(sanitize(state.question), size.width))];
  const room = Math.max(1, size.height - head.length - foot.length);
  const lines = linesOf(phases, Math.max(1, room - 3), (p) => phaseLine(p, size.width, now, style));
  const text = writing(phases, size.width, Math.min(maxTextLines, room - lines.length), style);
  return [...head, ...lines, ...text, ...foot].slice(0, Math.max(1, size.height));
}

/** The newest phases that fit, and the number of hidden ones. */
function linesOf(
  phases: readonly ViewPhase<Phase>[],
  room: number,
  line: (phase: ViewPhase<Phase>) => string,
): string[] {
  if (phases.length <= room) return phases.map(line);
  const hidden = phases.length - room + 1;
  return [`… ${hidden} more above`, ...phases.slice(hidden).map(line)];
}

function phaseLine(phase: ViewPhase<Phase>, width: number, now: number, style: TextStyle): string {
  const { role, name } = labelOf(phase);
  const words = wordsOf(phase);
  const time = timeOf(phase, now).padStart(8);
  const inner = Math.max(0, width - 2 - cells(time));
  const max = Math.max(0, inner - 14);
  const progress = fit(words, name ? Math.min(30, max) : max);
  const room = Math.max(0, inner - cells(progress) - 1);
  const left = padded(`${role.padEnd(13)} ${truncateMiddle(name, Math.max(0, room - 14))}`, room);
  const line = fit(`${left} ${progress}${time}`, Math.max(0, width - 2));
  return `${mark(phase.status, now, style)} ${dress(phase.status, style)(line)}`;
}

function mark(status: string, now: number, style: TextStyle): string {
  if (status === "COMPLETED") return style.good("✓");
  if (status === "FAILED") return style.bad("✗");
  if (status === "CANCELLED") return style.warn("-");
  if (status === "QUEUED") return style.dim("·");
  return spinner[Math.floor(now / 100) % spinner.length] ?? "";
}

const dress = (status: string, style: TextStyle) => (text: string) =>
  status === "QUEUED" ? style.dim(text) : status === "FAILED" ? style.bad(text) : text;

/** The end of the current text: the section of the report, else the newest text of a running phase. */
function writing(
  phases: readonly ViewPhase<Phase>[],
  width: number,
  room: number,
  style: TextStyle,
): string[] {
  const running = phases.filter((p) => p.status === "RUNNING" && p.parts.some((t) => t.text));
  const shown = running.findLast((p) => p.node?.kind === "WRITE") ?? running.at(-1);
  if (!shown || room < 2) return [];
  const text = withoutAddresses(shown.parts.findLast((part) => part.text)?.text ?? "");
  const lines = text.split("\n").flatMap((line) => wrapped(sanitize(line), Math.max(1, width - 2)));
  return ["", ...lines.slice(-(room - 1)).map((line) => `${style.dim("│")} ${line}`)];
}

/** Replaces Markdown links by their titles, also a link whose address is still being written. */
const withoutAddresses = (text: string) => text.replace(/\[([^\]\n]*)\]\([^)\n]*(\)|$)/g, "$1");

function footOf({ warnings, connection, cancelling }: RunState, width: number, style: TextStyle) {
  const notes = [
    ...(cancelling ? ["Cancelling the run; Ctrl-C again leaves it to itself."] : []),
    ...(connection ? [sanitize(connection)] : []),
    ...warnings,
  ];
  return notes.length > 0 ? notes.map((note) => style.warn(fit(note, width))) : [];
}
