import type { TextStyle } from "../terminal/text-style.ts";

/** The result of a check. A `note` does not prevent a start. */
export interface Finding {
  name: string;
  state: "ok" | "note" | "bad";
  found: string;
  /** What to do, in one line; always set when it is bad. */
  fix?: string;
}

/** A check that passed. */
export const ok = (name: string, found: string): Finding => ({ name, state: "ok", found });
/** A remark that does not prevent a start. */
export const note = (name: string, found: string, fix?: string): Finding => ({
  name,
  state: "note",
  found,
  ...(fix !== undefined && { fix }),
});
/** A fault that prevents a start. */
export const bad = (name: string, found: string, fix: string): Finding => ({
  name,
  state: "bad",
  found,
  fix,
});

/** One line for each finding, with its fix at the end. */
export function findingLines(style: TextStyle, findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const marks = { ok: style.good("ok"), note: style.warn("--"), bad: style.bad("!!") };
  return findings.map(({ name, state, found, fix }) => {
    const line = `${marks[state]}  ${style.bold(name.padEnd(width))}  ${found}`;
    return fix === undefined ? line : `${line}  ${style.dim("->")} ${fix}`;
  });
}
