import { readFile, stat } from "node:fs/promises";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** What a file of a key has in it, for messages. */
export const keyRule = "one line with the key, without blanks";

/** The key in the text of its file; null if there is none. A header cannot contain other characters. */
export function keyIn(text: string): string | null {
  const key = text.replace(/\r?\n$/, "");
  return /^[\x21-\x7e]{1,4096}$/.test(key) ? key : null;
}

/**
 * The key in a file, which is read again after it changed: a rotated key needs no restart. While the file has no key or
 * cannot be read, the last key stays.
 */
export class KeyFile {
  readonly #path: string;
  readonly #log: Logger;
  #read: { key: string; mark: string } | null = null;
  /** The state of the file that was reported last. */
  #reported = "";

  constructor(path: string, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  /** The current key; asks the file system at each call. Throws if there has never been one. */
  async key(): Promise<string> {
    try {
      const mark = markOf(await stat(this.#path));
      if (this.#read?.mark === mark) return this.#read.key;
      const key = keyIn(await readFile(this.#path, "utf8"));
      if (key !== null) {
        this.#read = { key, mark };
        this.#reported = "";
        return key;
      }
      this.#report(mark, new Error("the file has no key"));
    } catch (error) {
      this.#report("unreadable", error);
    }
    if (this.#read) return this.#read.key;
    throw new Error(`${this.#path} has no key`);
  }

  /** Once for each state of the file. */
  #report(state: string, error: unknown) {
    if (this.#reported === state) return;
    this.#reported = state;
    this.#log.warn("model.key_unreadable", { path: this.#path, ...errorFields(error) });
  }
}

/** Changes when the file is written, or replaced as orchestrators replace the files of secrets. */
const markOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Awaited<ReturnType<typeof stat>>) =>
  [dev, ino, size, mtimeMs, ctimeMs].join();
