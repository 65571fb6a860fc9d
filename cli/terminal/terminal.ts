import { cells, fit } from "./cells.ts";
import { type LiveBlock, liveBlock } from "./live-block.ts";
import { type TextStyle, textStyle } from "./text-style.ts";

/** Width and height in cells. */
export interface Size {
  width: number;
  height: number;
}

/** Where a terminal writes, and what the environment says about it. */
export interface TerminalOptions {
  write(text: string): void;
  isTerminal: boolean;
  noColor: boolean;
  env?: Readonly<Record<string, string | undefined>>;
  /** The current size; asked again at each use, since a window can be resized. */
  size?(): Size;
  /** A clock, ms. */
  now?(): number;
}

/** In a pipe, lines of the same kind are written this far apart, ms. */
const everyMs = 15_000;

// deno-lint-ignore no-control-regex -- escape sequences of colours
const colour = /\x1b\[[0-9;]*m/g;

/** Output of a command: permanent lines, streamed text, and lines at the end that are replaced, where that is possible. */
export class Terminal {
  readonly style: TextStyle;
  /** Whether lines can be replaced: not in a pipe, in CI, at a dumb terminal, or without colours. */
  readonly redraws: boolean;
  readonly #options: TerminalOptions;
  readonly #block: LiveBlock;
  readonly #busyAt = new Map<string, number>();
  #drawn = 0;
  #width = 0;

  constructor(options: TerminalOptions) {
    const { isTerminal, noColor, env = {}, write } = options;
    this.#options = options;
    this.style = textStyle(isTerminal, noColor);
    this.redraws = isTerminal && !noColor && !env.CI && env.TERM !== "dumb";
    this.#block = liveBlock((text) => write(text));
  }

  /** The size; 100 by 24 cells in a pipe. */
  get size(): Size {
    return this.#options.size?.() ?? { width: 100, height: 24 };
  }

  /** Writes text as it is. */
  write(text: string): void {
    this.clear();
    this.#options.write(text);
  }

  /** Writes a line that stays. */
  print(line = ""): void {
    this.write(`${line}\n`);
  }

  /**
   * Writes a line that the next output replaces. Where lines cannot be replaced, a line of the same kind (its text up to
   * the colon) is written at most every 15 seconds.
   */
  busy(line: string): void {
    if (this.#options.isTerminal && !this.#options.env?.CI) {
      const plain = line.replace(colour, "");
      return this.draw([cells(plain) > this.size.width ? fit(plain, this.size.width) : line]);
    }
    const [kind = ""] = line.split(":");
    const now = (this.#options.now ?? performance.now.bind(performance))();
    if (now - (this.#busyAt.get(kind) ?? -Infinity) < everyMs) return;
    this.#busyAt.set(kind, now);
    this.#options.write(`${line}\n`);
  }

  /** Draws lines at the end, in place of the previous ones. They must not be wider than the terminal. */
  draw(lines: readonly string[]): void {
    const { width } = this.size;
    // After a resize, the position of the previous lines is unknown.
    if (width !== this.#width) this.clear();
    this.#width = width;
    this.#drawn = lines.length;
    this.#block.draw(lines);
  }

  /** Removes the drawn lines and shows the cursor. */
  clear(): void {
    if (this.#drawn === 0) return;
    this.#drawn = 0;
    this.#block.close();
  }
}

/** Standard output. */
export const standardOutput = () => terminalOf(Deno.stdout);
/** Standard error. */
export const standardError = () => terminalOf(Deno.stderr);

function terminalOf(stream: typeof Deno.stdout | typeof Deno.stderr): Terminal {
  const encoder = new TextEncoder();
  const isTerminal = stream.isTerminal();
  const terminal = new Terminal({
    write: (text) => void stream.writeSync(encoder.encode(text)),
    isTerminal,
    noColor: Deno.noColor,
    env: Deno.env.toObject(),
    ...(isTerminal && { size: consoleSize }),
  });
  // Also at `Deno.exit`: the cursor must be visible again.
  globalThis.addEventListener("unload", () => terminal.clear());
  return terminal;
}

function consoleSize(): Size {
  const { columns, rows } = Deno.consoleSize();
  return { width: Math.max(20, columns), height: Math.max(4, rows) };
}
