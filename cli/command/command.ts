/** An option of a command: `--help` shows it, `parseArguments` reads it. */
export type Option = Flag | Text | Integer;

interface Described {
  /** What it does, one line. */
  description: string;
  /** One letter that stands for it. */
  short?: string;
}

/** An option without a value. */
export interface Flag extends Described {
  type: "flag";
}

/** An option with a value, or with `values` of them. */
export interface Text extends Described {
  type: "text";
  /** The value in the usage line. */
  example: string;
  default?: string;
  values?: number;
  /** The value as the command uses it; null: it is not valid, and the message shows `example`. */
  read?(text: string): string | null;
}

/** An option with a whole number. */
export interface Integer extends Described {
  type: "integer";
  example: string;
  min: number;
  max?: number;
  default?: number;
}

/** The options of a command by their names, without dashes. */
export type OptionTable = Readonly<Record<string, Option>>;

/** The value that an option gives: null where it is left out and has no default. */
export type ValueOf<O extends Option> = O extends Flag ? boolean
  : O extends { values: number } ? string[] | null
  : O extends { default: infer D } ? (D extends string ? string : number)
  : O extends Text ? string | null
  : number | null;

/** The values of all options of a table. */
export type Values<T extends OptionTable> = { [K in keyof T]: ValueOf<T[K]> };

/** Arguments of a command, as its options describe them. */
export interface Arguments<T extends OptionTable> {
  values: Values<T>;
  /** What is no option, in order. */
  words: string[];
}

/** What a command takes and does. */
export interface CommandSpec<T extends OptionTable = OptionTable> {
  /** The name of the subcommand and of its `deno task`. */
  name: string;
  /** What it does, one line. */
  summary: string;
  /** Words that are no options, as the usage line shows them: `[part...]`. Left out: none. */
  words?: string;
  /** How many words it takes at most; left out: any number. */
  maxWords?: number;
  options: T;
  /** Paragraphs below the options. */
  notes?: string;
  /** Further faults of the arguments. */
  check?(given: Arguments<T>): string[];
}

/** A subcommand of `tramontane`. */
export interface Command extends Pick<CommandSpec, "name" | "summary"> {
  /** The lines of `--help`. */
  help(): string;
  /** Reads the arguments, runs the command, answers the exit code. Throws a UsageError. */
  run(args: readonly string[]): Promise<number>;
  /** The exit code of a UsageError. */
  usageCode: number;
}

/** The arguments of a command are invalid; the message has all faults and the usage line. */
export class UsageError extends TypeError {
  override name = "UsageError";
}
