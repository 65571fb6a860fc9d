/** A dependency and whether the process can serve without it. */
export interface Probe {
  name: string;
  needed: boolean;
  isUp: () => Promise<boolean>;
}

/** What `/readyz` answers. */
export interface Readiness {
  /** Requests can be served. */
  ready: boolean;
  dependencies: Record<string, { up: boolean; needed: boolean }>;
  /** What the start of this machine says of its parts, where one tells. */
  start?: StartStatus;
}

/** A start on this machine, as it tells by its file. */
export interface StartStatus {
  phase: string;
  /** `doing`: in a few words, what a part is busy with until it is ready. */
  parts: Record<string, { state: string; doing?: string }>;
}

/** Asks all dependencies at once. Ready while all that is needed answers. */
export async function askReadiness(
  probes: readonly Probe[],
  start: StartStatus | null,
): Promise<Readiness> {
  const asked = await Promise.all(
    probes.map(async ({ name, needed, isUp }) => [name, { up: await isUp(), needed }] as const),
  );
  return {
    ready: asked.every(([, { up, needed }]) => up || !needed),
    dependencies: Object.fromEntries(asked),
    ...(start && { start }),
  };
}

/** Reads what a start says in its `run.json`; null when the text is none. */
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
