/** The program of a part: an argument list, never a shell line. */
export interface Program {
  /** Path or name of the executable. */
  command: string;
  args: readonly string[];
  /** The complete environment of the process; it inherits nothing. */
  env: Readonly<Record<string, string>>;
  /** Working folder, absolute; default: the root of the repository. */
  cwd?: string;
  /** Runs as another user; needs root. */
  uid?: number;
  gid?: number;
}

/** Reports the progress of a long step in a few words. */
export type Progress = (what: string) => void;

/**
 * Returns undefined when the part is ready, else what is missing. An exception counts as not ready.
 * The signal ends the attempt.
 */
export type Probe = (signal: AbortSignal) => Promise<string | undefined>;

/** A part of a stack as data: how it is prepared, run, probed and stopped. */
export interface PartSpec {
  /** Unique in its stack, also the name of its log. A second instance is `name-2`. */
  name: string;
  /** Parts that must be ready before this one starts. */
  after?: readonly string[];
  /** Parts that this one needs to be ready, but not to start: its deadline begins when they are ready. */
  needs?: readonly string[];
  /** Called once when the stack starts, before `after` is ready; starts work whose result `program` awaits. */
  prepare?: () => void;
  /**
   * Called before every start of the process; the signal aborts when the stack stops. Omitted for an external
   * server.
   */
  program?: (progress: Progress, signal: AbortSignal) => Program | Promise<Program>;
  ready: Probe;
  /** The HTTP address of the readiness probe, if any; `status` asks it later, to find a process that hangs. */
  health?: string;
  /** Time limit for becoming ready, ms. */
  readyWithinMs: number;
  /** Default SIGTERM. */
  stopSignal?: "SIGTERM" | "SIGINT";
  /** Time from the stop signal to SIGKILL, ms; default 10,000. */
  graceMs?: number;
  /** Source of the part, for the table: `embedded 18.4`, `DATABASE_URL`. */
  source?: () => string;
  /** An address for a browser, or the reason why there is none; undefined where none was requested. */
  web?: () => string | undefined;
  /** What the user can do when it does not become ready. */
  advice?: string;
}

/** Receives the changes of parts. Every method is optional. */
export interface Reporter {
  progress?(part: string, what: string): void;
  ready?(part: string, ms: number): void;
  /** A process ended unexpectedly; without `retryInMs` it is not started again. */
  died?(part: string, death: Death): void;
  stopped?(part: string, ms: number): void;
}

/** The unexpected end of a process. */
export interface Death {
  code: number;
  lastLines: readonly string[];
  retryInMs?: number;
  advice?: string;
}
