import { pointerTo } from "../../../../protocol/research/evidence/json-pointer.ts";

/** A line of a JSON value. */
export interface JsonLine {
  readonly text: string;
  /** It is the value at one of the pointers, or a part of it. */
  readonly isMarked: boolean;
}

/** Lines that are left out. */
export interface Gap {
  readonly hidden: number;
}

/** Longest value that is shown on a line, in characters. */
const longest = 500;

/** The lines of a JSON value, two spaces a level, with the values at JSON pointers marked. */
export function markedJson(value: unknown, pointers: readonly string[]): JsonLine[] {
  const marks = new Set(pointers);
  const lines: JsonLine[] = [];
  write(value, "", { name: "", indent: "", end: "", isMarked: false });
  return lines;

  function write(
    given: unknown,
    pointer: string,
    at: { name: string; indent: string; end: string; isMarked: boolean },
  ) {
    const isMarked = at.isMarked || marks.has(pointer);
    const put = (text: string) => lines.push({ text: at.indent + text, isMarked });
    const children = childrenOf(given);
    if (!children || children.length === 0) {
      put(`${at.name}${cut(JSON.stringify(given) ?? "null")}${at.end}`);
      return;
    }
    const [open, close] = Array.isArray(given) ? ["[", "]"] : ["{", "}"];
    put(`${at.name}${open}`);
    children.forEach(([key, child], i) => {
      const name = Array.isArray(given) ? "" : `${JSON.stringify(key)}: `;
      const end = i < children.length - 1 ? "," : "";
      write(child, pointerTo(pointer, key), { name, indent: `${at.indent}  `, end, isMarked });
    });
    put(`${close}${at.end}`);
  }
}

const childrenOf = (value: unknown): [string, unknown][] | null =>
  typeof value === "object" && value !== null ? Object.entries(value) : null;

const cut = (text: string) =>
  text.length > longest
    ? `${text.slice(0, longest).toWellFormed()}… (${text.length} characters)`
    : text;

/** The lines near marked ones, with the numbers of those between; without a mark the first ones. */
export function nearMarks(lines: readonly JsonLine[], around: number): (JsonLine | Gap)[] {
  const hasMark = lines.some(({ isMarked }) => isMarked);
  const near = new Set<number>();
  lines.forEach(({ isMarked }, at) => {
    if (!isMarked && (hasMark || at > 0)) return;
    for (let i = Math.max(0, at - around); i <= at + around; i++) near.add(i);
  });
  const shown: (JsonLine | Gap)[] = [];
  lines.forEach((line, i) => {
    const last = shown.at(-1);
    if (near.has(i)) shown.push(line);
    else if (last && "hidden" in last) shown[shown.length - 1] = { hidden: last.hidden + 1 };
    else shown.push({ hidden: 1 });
  });
  return shown;
}
