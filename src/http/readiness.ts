/** A dependency, and whether the process needs it to serve requests. */
export interface Probe {
  name: string;
  needed: boolean;
  isUp: () => Promise<boolean>;
}

/** The answer of `/readyz`. */
export interface Readiness {
  /** Requests can be served. */
  ready: boolean;
  dependencies: Record<string, { up: boolean; needed: boolean }>;
  /** The state of the start on this machine, where there is one. */
  start?: StartStatus;
}

/** The state of a start on this machine, from its file. */
export interface StartStatus {
  phase: string;
  /** `doing`: a few words about the work of a process that is not ready. */
  parts: Record<string, { state: string; doing?: string }>;
}

/** Checks all dependencies at once. Ready while every needed one is up. */
export async function checkReadiness(
  probes: readonly Probe[],
  start: StartStatus | null,
): Promise<Readiness> {
  const readiness = await Promise.all(
    probes.map(async ({ name, needed, isUp }) => [name, { up: await isUp(), needed }] as const),
  );
  return {
    ready: readiness.every(([, { up, needed }]) => up || !needed),
    dependencies: Object.fromEntries(readiness),
    ...(start && { start }),
  };
}

/** Reads the state of a start from its `run.json`; null where the text is not one. */
export function parseStartStatus(text: string): StartStatus | null {
  try {
    const { phase, processes, progress = {} } = JSON.parse(text);
    const parts = (processes as { name: string; state: string }[]).map(({ name, state }) => {
      const doing = state === "ready" ? undefined : progress[name];
      return [name, { state, ...(doing && { doing: String(doing) }) }];
    });
    return { phase: String(phase), parts: Object.fromEntries(parts) };
  } catch {
    return null;
  }
}
