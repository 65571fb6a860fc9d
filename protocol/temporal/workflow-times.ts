/** How a conversation's workflow paces itself. Told at its start, so that every run of it is the same. */
export interface WorkflowTimes {
  /** A worker that is silent for so long at one activity is taken for dead, ms. */
  heartbeatMs: number;
  /** At rest for so long, the workflow completes; the next doorbell starts it again, ms. */
  sleepAfterMs: number;
  /** Events of its history after which it goes on in a new run. */
  eventsPerRun: number;
}

/** Times that suit production. */
export const defaultTimes: WorkflowTimes = {
  heartbeatMs: 10_000,
  sleepAfterMs: 5 * 60_000,
  eventsPerRun: 1_000,
};

const variables: { [K in keyof WorkflowTimes]: { name: string; least: number } } = {
  heartbeatMs: { name: "HEARTBEAT_MS", least: 500 },
  sleepAfterMs: { name: "SLEEP_AFTER_MS", least: 100 },
  eventsPerRun: { name: "EVENTS_PER_RUN", least: 10 },
};

/** Names of the variables that set them. API and worker must be given the same. */
export const timeVariables: readonly string[] = Object.values(variables).map((v) => v.name);

/** Times as the variables set them; each fault is told with the way to mend it. */
export function readTimes(
  env: Record<string, string | undefined>,
  fault: (text: string) => void,
): WorkflowTimes {
  const read = (key: keyof WorkflowTimes) => {
    const { name, least } = variables[key];
    const value = env[name] ? Number(env[name]) : defaultTimes[key];
    if (Number.isInteger(value) && value >= least) return value;
    fault(`${name} is "${env[name]}"; set a whole number of at least ${least}`);
    return defaultTimes[key];
  };
  return {
    heartbeatMs: read("heartbeatMs"),
    sleepAfterMs: read("sleepAfterMs"),
    eventsPerRun: read("eventsPerRun"),
  };
}
