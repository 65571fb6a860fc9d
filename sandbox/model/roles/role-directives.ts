import type { Role } from "./role.ts";

/** A directive to a role; see the sandbox's README. */
export type RoleDirective = { kind: string; times: number };

const directive =
  /\[\[\s*(planner|search|prices|financials|risk|writer|verifier)\s*:\s*([a-z]+)(?:\s+(\d+))?\s*\]\]/g;

/** The directives to a role, in the order of the text. `times` is 1 by default. */
export function directivesFor(role: Role, text: string): RoleDirective[] {
  return [...text.matchAll(directive)].flatMap(([, to, kind = "", times]) =>
    to === role ? [{ kind, times: Number(times ?? 1) }] : []
  );
}

/** How often the role does this; 0 without a directive. */
export function timesOf(role: Role, kind: string, text: string): number {
  return directivesFor(role, text).find((o) => o.kind === kind)?.times ?? 0;
}
