import { textStyle } from "../terminal/text-style.ts";
import { liveBlock } from "../terminal/live-block.ts";
import { plainLines } from "./plain-lines.ts";
import { render, type Size } from "./render.ts";
import type { RunState } from "./run-state.ts";

/** Shows a run while it is made. */
export interface RunScreen {
  show(state: RunState): void;
  /** Shows the last state and leaves the terminal as it was. */
  close(): void;
}

/** What the environment says of where text goes. */
export interface Terminal {
  isTerminal: boolean;
  noColor: boolean;
  env: Readonly<Record<string, string | undefined>>;
}

/** Whether lines can be drawn over: not in a pipe, in CI, at a dumb terminal, nor where colours are not wanted. */
export function canRedraw({ isTerminal, noColor, env }: Terminal): boolean {
  return isTerminal && !noColor && !env.CI && env.TERM !== "dumb";
}

const frameMs = 100;

/** Draws the newest state ten times a second; what comes between is in the next frame. */
export function liveScreen(
  first: RunState,
  size: () => Size,
  write: (text: string) => void,
): RunScreen {
  const block = liveBlock(write);
  const look = textStyle(true, false);
  let state = first;
  let was = size();
  const draw = () => {
    const now = size();
    // What the terminal made of the old lines is not known.
    if (now.width !== was.width) block.close();
    was = now;
    block.draw(render(state, { ...now, height: now.height - 1 }, Date.now(), look));
  };
  const timer = setInterval(draw, frameMs);
  return {
    show: (next) => state = next,
    close() {
      clearInterval(timer);
      block.close();
      const { width } = size();
      // The whole of it stays above what follows, however long.
      const lines = render(state, { width, height: 1_000 }, Date.now(), look);
      write(lines.map((line) => `${line}\n`).join(""));
    },
  };
}

/** A line for each change. */
export function plainScreen(first: RunState, write: (text: string) => void): RunScreen {
  let state = first;
  return {
    show(next) {
      for (const line of plainLines(state, next, Date.now())) write(`${line}\n`);
      state = next;
    },
    close() {},
  };
}
