import type { TextStyle } from "../terminal/text-style.ts";

/** What one check found. `note` works, but a person may want to know. */
export interface Finding {
  name: string;
  state: "ok" | "note" | "bad";
  found: string;
  /** What to do about it, in one line; always there when it is bad. */
  fix?: string;
}

/** Something that is as it should be. */
export const ok = (name: string, found: string): Finding => ({ name, state: "ok", found });
/** Something worth knowing that stops nothing. */
export const note = (name: string, found: string, fix?: string): Finding => ({
  name,
  state: "note",
  found,
  ...(fix !== undefined && { fix }),
});
/** Something that keeps Tramontane from starting. */
export const bad = (name: string, found: string, fix: string): Finding => ({
  name,
  state: "bad",
  found,
  fix,
});

/** One line for each finding, its fix behind it. */
export function findingLines(style: TextStyle, findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const marks = { ok: style.good("ok"), note: style.warn("--"), bad: style.bad("!!") };
  return findings.map(({ name, state, found, fix }) => {
    const line = `${marks[state]}  ${style.bold(name.padEnd(width))}  ${found}`;
    return fix === undefined ? line : `${line}  ${style.dim("->")} ${fix}`;
  });
}
