/** A phase of a run that ended; times in Unix ms. */
export interface TimedPhase {
  startedAt: number;
  endedAt: number;
  /** What the model took for it, ms. */
  modelMs: number;
  /** When tools worked for it, from and to, ms. */
  tools: readonly (readonly [number, number])[];
}

/** What lies on the way that a run could not be faster than. */
export interface CriticalPath {
  phases: number;
  modelMs: number;
  toolMs: number;
}

/** The phases that waited for each other, from the last to end back to the first: each began when the one before it had ended. */
export function criticalPath(phases: readonly TimedPhase[]): CriticalPath {
  const path: TimedPhase[] = [];
  let next = latest(phases);
  while (next) {
    path.push(next);
    const { startedAt } = next;
    next = latest(phases.filter((p) => p.endedAt <= startedAt && !path.includes(p)));
  }
  return {
    phases: path.length,
    modelMs: sum(path.map((p) => p.modelMs)),
    toolMs: sum(path.map((p) => covered(p.tools))),
  };
}

const latest = (phases: readonly TimedPhase[]) =>
  phases.toSorted((a, b) => a.endedAt - b.endedAt).at(-1);

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** How long at least one of the spans lasts. */
export function covered(spans: readonly (readonly [number, number])[]): number {
  let [total, until] = [0, -Infinity];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}
