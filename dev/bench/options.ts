import { parseArgs } from "node:util";

/** What the command line says besides the names of benches. */
export interface BenchOptions {
  /** Turns before a bench measures; 0 measures a cold stack. */
  warmUp: number;
  /** `stream`: numbers of streams, tokens per second of each, tokens of an answer, answers of each stream. */
  streams: number[];
  pace: number;
  tokens: number;
  answers: number;
  /** `compare`: runs of each checkout. */
  rounds: number;
}

const usual = {
  ...{ "warm-up": "500", streams: "1,20,60", pace: "60", tokens: "200", answers: "4", rounds: "3" },
};

/** The command line of the benches. */
export interface ReadOptions {
  names: string[];
  options: BenchOptions;
  /** The options as arguments. */
  given: string[];
}

/** Reads `name ... [--warm-up 500] [--streams 1,20,60] [--pace 60] [--tokens 200] [--answers 4] [--rounds 3]`. */
export function readOptions(args: readonly string[]): ReadOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(usual).map(([name, value]) => [name, { type: "string", default: value }]),
    ) as Record<keyof typeof usual, { type: "string"; default: string }>,
  });
  const number = (text: string) => {
    if (!/^\d+$/.test(text)) throw new Error(`"${text}" is not a whole number`);
    return Number(text);
  };
  return {
    names: positionals,
    given: Object.entries(values).map(([name, value]) => `--${name}=${value}`),
    options: {
      warmUp: number(values["warm-up"]),
      streams: values.streams.split(",").map(number),
      pace: number(values.pace),
      tokens: number(values.tokens),
      answers: number(values.answers),
      rounds: number(values.rounds),
    },
  };
}
