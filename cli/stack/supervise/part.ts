/** What to run for a part: an argument list, never a shell line. */
export interface Program {
  /** Path or name of the executable. */
  command: string;
  args: readonly string[];
  /** The whole environment of the process; nothing is inherited. */
  env: Readonly<Record<string, string>>;
  /** Absolute; the repository's root when left out. */
  cwd?: string;
  /** Another user to run as; needs root. */
  uid?: number;
  gid?: number;
}

/** Tells what a long step is doing, in a few words. */
export type Progress = (what: string) => void;

/**
 * Answers nothing when the part is ready, or what is still missing. Throwing counts as not ready.
 * The signal ends the attempt.
 */
export type Probe = (signal: AbortSignal) => Promise<string | undefined>;

/** One part of a stack, as data: how it is prepared, run, probed and stopped. */
export interface PartSpec {
  /** Unique in its stack; names the log file too. A second instance is `name-2`. */
  name: string;
  /** Parts that must be ready before this one is started. */
  after?: readonly string[];
  /** Parts without which this one may run but cannot be ready: its deadline counts from theirs. */
  needs?: readonly string[];
  /** Called once when the stack starts, beside what the part waits for; begins work that `program` asks for. */
  prepare?: () => void;
  /**
   * Called before every start of the process; the signal fires when the stack is stopped. Left out
   * for a part that runs elsewhere.
   */
  program?: (progress: Progress, signal: AbortSignal) => Program | Promise<Program>;
  ready: Probe;
  /** The HTTP address of the readiness probe, if any: later probes find a process that is stuck. */
  health?: string;
  /** How long the process may take to become ready, in milliseconds. */
  readyWithinMs: number;
  /** Default SIGTERM. */
  stopSignal?: "SIGTERM" | "SIGINT";
  /** From the stop signal to SIGKILL, in milliseconds; default 10,000. */
  graceMs?: number;
  /** Where the part comes from, for the table: `embedded 18.4`, `DATABASE_URL`. */
  source?: () => string;
  /** An address for a browser, or the reason why there is none; undefined where none was requested. */
  web?: () => string | undefined;
  /** What a person can do when it does not come up. */
  advice?: string;
}

/** What happens to parts, for whoever shows it. Every method may be left out. */
export interface Reporter {
  progress?(part: string, what: string): void;
  ready?(part: string, ms: number): void;
  /** A process ended that should not have; `retryInMs` is missing when it is given up. */
  died?(part: string, death: Death): void;
  stopped?(part: string, ms: number): void;
}

/** The end of a process that nobody asked for. */
export interface Death {
  code: number;
  lastLines: readonly string[];
  retryInMs?: number;
  advice?: string;
}
