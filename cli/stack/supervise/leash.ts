import { fromFileUrl } from "../paths.ts";
import { ownNode } from "../node/find-node.ts";
import type { Program } from "./part.ts";

const script = fromFileUrl(new URL("./leash.mjs", import.meta.url));

/** Files of a program, and how it is stopped. */
export interface ChildSettings {
  log: string;
  pidFile: string;
  stopSignal: "SIGTERM" | "SIGINT";
  graceMs: number;
}

/** A program of the leash. */
export interface LeashedProgram {
  /** Its process id; undefined when it did not start. */
  readonly pid: Promise<number | undefined>;
  /** Settles when it has ended. `lost`: the leash has ended, with this code, and the program may still run. */
  readonly ended: Promise<{ code: number; lost: boolean }>;
  /** Sends the stop signal, then SIGKILL after the grace period. */
  stop(): Promise<void>;
}

let current: Leash | undefined;

/**
 * Starts a program under the leash (`leash.mjs`): one process for all programs of this process, from the start of the first
 * to the end of the last one.
 */
export async function startUnderLeash(
  program: Program,
  settings: ChildSettings,
): Promise<LeashedProgram> {
  const node = (await ownNode()).path;
  // Without an await between the two: a leash ends with its last program.
  if (!current?.isOpen) current = new Leash(node);
  return current.start(program, settings);
}

/** Ends the leash and its programs, such as a build that is not needed any more. */
export async function endLeash(): Promise<void> {
  await current?.end();
}

interface Open {
  pid: PromiseWithResolvers<number | undefined>;
  ended: PromiseWithResolvers<{ code: number; lost: boolean }>;
}

type Report = { id: number; pid: number } | { id: number; code: number };

class Leash {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #open = new Map<number, Open>();
  #isOpen = true;
  #lastId = 0;

  constructor(node: string) {
    this.#process = new Deno.Command(node, {
      args: [script],
      clearEnv: true,
      detached: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    void this.#watch();
  }

  /** False once it takes no further programs. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Returns when the leash has ended, which is after its programs. */
  async end(): Promise<void> {
    this.#close();
    await this.#process.status;
  }

  start({ command, args, env, uid, gid, cwd }: Program, settings: ChildSettings): LeashedProgram {
    const id = ++this.#lastId;
    const open: Open = { pid: Promise.withResolvers(), ended: Promise.withResolvers() };
    this.#open.set(id, open);
    const place = { uid, gid, cwd: cwd ?? Deno.cwd() };
    void this.#send({ id, command, args, env, ...place, ...settings });
    return {
      pid: open.pid.promise,
      ended: open.ended.promise,
      stop: () => this.#send({ stop: id }),
    };
  }

  /** A leash that has ended cannot be written to; `#watch` notices it. */
  async #send(message: object): Promise<void> {
    const line = new TextEncoder().encode(`${JSON.stringify(message)}\n`);
    await this.#input.write(line).catch(() => undefined);
  }

  async #watch(): Promise<void> {
    let rest = "";
    for await (const text of this.#process.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#take(JSON.parse(line));
    }
    this.#close();
    const { code } = await this.#process.status;
    for (const id of [...this.#open.keys()]) this.#end(id, code, true);
  }

  #take(report: Report): void {
    if ("pid" in report) return this.#open.get(report.id)?.pid.resolve(report.pid);
    this.#end(report.id, report.code, false);
    if (this.#open.size === 0) this.#close();
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    void this.#input.close().catch(() => undefined);
  }

  #end(id: number, code: number, lost: boolean): void {
    const open = this.#open.get(id);
    this.#open.delete(id);
    open?.pid.resolve(undefined);
    open?.ended.resolve({ code, lost });
  }
}
