import type { Terminal } from "../terminal/terminal.ts";
import { plainLines } from "./plain-lines.ts";
import { render } from "./render.ts";
import type { RunState } from "./run-state.ts";

/** Shows the progress of a run. */
export interface RunScreen {
  show(state: RunState): void;
  /** Shows the last state and leaves the terminal as it was. */
  close(): void;
}

const frameMs = 100;

/** Draws the newest state ten times a second where lines can be replaced, else prints a line for each change. */
export function runScreen(first: RunState, terminal: Terminal): RunScreen {
  return terminal.redraws ? liveScreen(first, terminal) : plainScreen(first, terminal);
}

function liveScreen(first: RunState, terminal: Terminal): RunScreen {
  let state = first;
  const draw = () => {
    const { width, height } = terminal.size;
    terminal.draw(render(state, { width, height: height - 1 }, Date.now(), terminal.style));
  };
  const timer = setInterval(draw, frameMs);
  return {
    show: (next) => state = next,
    close() {
      clearInterval(timer);
      // The complete state stays above further output, however long it is.
      const size = { width: terminal.size.width, height: 1_000 };
      terminal.print(render(state, size, Date.now(), terminal.style).join("\n"));
    },
  };
}

function plainScreen(first: RunState, terminal: Terminal): RunScreen {
  let state = first;
  return {
    show(next) {
      for (const line of plainLines(state, next, Date.now())) terminal.print(line);
      state = next;
    },
    close() {},
  };
}
