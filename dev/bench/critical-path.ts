/** A phase of an ended run; times in Unix ms. */
export interface TimedPhase {
  startedAt: number;
  endedAt: number;
  /** Time of its model calls, ms. */
  modelMs: number;
  /** Spans of its tool calls, from and to, ms. */
  tools: readonly (readonly [number, number])[];
}

/** The critical path of a run. */
export interface CriticalPath {
  phases: number;
  modelMs: number;
  toolMs: number;
}

/** The phases on the critical path, from the last back to the first: each started when the previous one had ended. */
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

/** The duration of the union of the spans. */
export function covered(spans: readonly (readonly [number, number])[]): number {
  let [total, until] = [0, -Infinity];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}
