/** Where a start shows its lines. */
export interface Screen {
  /** A line that stays. */
  say(line: string): void;
  /**
   * A line that the next one replaces. In a pipe, where nothing can be replaced, a line of the same
   * kind (its text up to the colon) is shown only now and then.
   */
  busy(line: string): void;
}

const everyMs = 15_000;
const clear = "\x1b[2K\r";

/** A screen over `write`; `now` gives milliseconds. */
export function statusLineOver(
  terminal: boolean,
  write: (text: string) => void,
  now: () => number,
): Screen {
  let open = false;
  const shown = new Map<string, number>();
  const begin = () => terminal && open ? clear : "";
  return {
    say(line) {
      write(`${begin()}${line}\n`);
      open = false;
    },
    busy(line) {
      if (terminal) {
        write(`${begin()}${line}`);
        open = true;
        return;
      }
      const [kind = ""] = line.split(":");
      if (now() - (shown.get(kind) ?? -Infinity) < everyMs) return;
      shown.set(kind, now());
      write(`${line}\n`);
    },
  };
}

/** The screen of this process. */
export function processStatusLine(): Screen {
  const encoder = new TextEncoder();
  const write = (text: string) => {
    Deno.stdout.writeSync(encoder.encode(text));
  };
  return statusLineOver(Deno.stdout.isTerminal(), write, () => performance.now());
}
