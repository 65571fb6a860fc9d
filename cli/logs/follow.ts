import { sizeOf } from "../stack/supervise/log-file.ts";

/** Reads the complete lines that were added to a file since the last call. */
export class LogCursor {
  readonly path: string;
  #at: number;
  #rest = "";
  #decoder = new TextDecoder();

  /** Starts at byte `from`. */
  constructor(path: string, from: number) {
    this.path = path;
    this.#at = from;
  }

  /** New complete lines, oldest first; a file that became shorter is read from its start. */
  async read(): Promise<string[]> {
    const size = await sizeOf(this.path);
    if (size < this.#at) this.#at = 0;
    if (size === this.#at) return [];
    using file = await Deno.open(this.path);
    await file.seek(this.#at, Deno.SeekMode.Start);
    const bytes = new Uint8Array(Math.min(size - this.#at, 1_000_000));
    const read = await file.read(bytes) ?? 0;
    this.#at += read;
    const text = this.#rest + this.#decoder.decode(bytes.subarray(0, read), { stream: true });
    const lines = text.split("\n");
    this.#rest = lines.pop() ?? "";
    return lines;
  }
}
