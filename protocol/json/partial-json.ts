/** A text inside JSON that is being written: where it stands, what there is of it, whether it is whole. */
export interface PartialText {
  /** Keys and places of lists, from the outermost in. */
  path: readonly (string | number)[];
  text: string;
  done: boolean;
}

/**
 * The texts in a growing prefix of JSON, in the order they stand: each whole one, and as its last the one being
 * written. A longer prefix only adds to it: no text ever takes back a letter. Half an escape, and half a surrogate
 * pair, wait for their other half. What stands before the first bracket, such as a code fence, is passed over; reading
 * ends with the first whole document. Broken JSON gives what could be read before it broke.
 */
export function partialTexts(prefix: string): PartialText[] {
  const start = prefix.search(/[{[]/);
  return start < 0 ? [] : new Reader(prefix, start).read();
}

interface Level {
  /** The key that is next or under way in an object, the place in a list. */
  at: string | number;
  list: boolean;
  /** In an object: whether a key is due. */
  keyDue: boolean;
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

  /** Reads one token. False where the prefix ends inside it, or the JSON is broken. */
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
    this.#levels.push({ at: list ? 0 : "", list, keyDue: !list });
    return true;
  }

  #next(level: Level): true {
    if (typeof level.at === "number") level.at++;
    else level.keyDue = true;
    return true;
  }

  #string(level: Level | undefined): boolean {
    const { text, end } = readString(this.#text, this.#i + 1);
    const done = end >= 0;
    if (level?.keyDue) {
      Object.assign(level, { at: text, keyDue: false });
    } else {
      this.#found.push({ path: this.#levels.map((l) => l.at), text, done });
    }
    this.#i = done ? end : this.#text.length;
    return done;
  }
}

/** A string from behind its opening quote: what there is of it, and where it has ended; -1 where it has not. */
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

/** An escape at `i`; null where it is cut or is none. */
function readEscape(from: string, i: number): { text: string; end: number } | null {
  const simple = escapes[from[i + 1] ?? ""];
  if (simple !== undefined) return { text: simple, end: i + 2 };
  const code = /^\\u([0-9a-fA-F]{4})/.exec(from.slice(i, i + 6))?.[1];
  return code ? { text: String.fromCharCode(parseInt(code, 16)), end: i + 6 } : null;
}
