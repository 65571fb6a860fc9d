/** A text inside JSON that is being written. */
export interface PartialText {
  /** Keys and list indexes, from the outermost level. */
  path: readonly (string | number)[];
  text: string;
  done: boolean;
}

/**
 * The texts in a growing prefix of JSON, in order: the complete ones, and last the one that is being written. A longer
 * prefix only adds to the result: no text loses a character. Half an escape or surrogate pair is left out until it is
 * complete. Everything before the first bracket, such as a code fence, is skipped; the end of the first document ends
 * the reading. Of broken JSON the texts before the fault are returned.
 */
export function partialTexts(prefix: string): PartialText[] {
  const start = prefix.search(/[{[]/);
  return start < 0 ? [] : new Reader(prefix, start).read();
}

interface Level {
  /** The current key of an object, or the index in a list. */
  at: string | number;
  list: boolean;
  /** In an object: whether the next string is a key. */
  keyNext: boolean;
}

class Reader {
  readonly #text: string;
  #i: number;
  readonly #levels: Level[] = [];
  readonly #found: PartialText[] = [];

  constructor(text: string, start: number) {
    this.#text = text;
    this.#i = start;
  }

  read(): PartialText[] {
    do {
      if (!this.#step()) break;
    } while (this.#levels.length > 0 && this.#i < this.#text.length);
    return this.#found;
  }

  /** Reads one token. False if the prefix ends inside it, or the JSON is broken. */
  #step(): boolean {
    const c = this.#text[this.#i];
    const level = this.#levels.at(-1);
    if (c === '"') return this.#string(level);
    this.#i++;
    if (c === "{" || c === "[") return this.#open(c === "[");
    if (c === "}" || c === "]") return this.#levels.pop()?.list === (c === "]");
    if (c === "," && level) return this.#next(level);
    return c === undefined || /[\s:\w.+-]/.test(c);
  }

  #open(list: boolean): true {
    this.#levels.push({ at: list ? 0 : "", list, keyNext: !list });
    return true;
  }

  #next(level: Level): true {
    if (typeof level.at === "number") level.at++;
    else level.keyNext = true;
    return true;
  }

  #string(level: Level | undefined): boolean {
    const { text, end } = readString(this.#text, this.#i + 1);
    const done = end >= 0;
    if (level?.keyNext) {
      Object.assign(level, { at: text, keyNext: false });
    } else {
      this.#found.push({ path: this.#levels.map((l) => l.at), text, done });
    }
    this.#i = done ? end : this.#text.length;
    return done;
  }
}

/** Reads a string after its opening quote; `end` is the index after it, or -1 if it is incomplete. */
function readString(from: string, start: number): { text: string; end: number } {
  let text = "";
  for (let i = start; i < from.length;) {
    const c = from[i] as string;
    if (c === '"') return { text, end: i + 1 };
    const unit = c === "\\" ? readEscape(from, i) : { text: c, end: i + 1 };
    if (unit === null) break;
    text += unit.text;
    i = unit.end;
  }
  return { text: /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text, end: -1 };
}

const escapes: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Reads the escape at `i`; null if it is cut or invalid. */
function readEscape(from: string, i: number): { text: string; end: number } | null {
  const simple = escapes[from[i + 1] ?? ""];
  if (simple !== undefined) return { text: simple, end: i + 2 };
  const code = /^\\u([0-9a-fA-F]{4})/.exec(from.slice(i, i + 6))?.[1];
  return code ? { text: String.fromCharCode(parseInt(code, 16)), end: i + 6 } : null;
}
