import type { StackProcess } from "../stack/stack-process.ts";
import { httpProbe } from "../stack/supervise/probes.ts";

/** Whether the API says that it can serve, and what it lacks when not. */
export interface Readiness {
  ready: boolean;
  missing?: string;
}

/** Readiness faults of running processes, by their names: one whose event loop is stuck does not answer. */
export async function unreadyNow(
  processes: readonly Pick<StackProcess, "name" | "state" | "health">[],
): Promise<Map<string, string>> {
  const asked = await Promise.all(
    processes.map(async ({ name, state, health }) => {
      if (health === undefined || state !== "ready") return [];
      const { missing } = await readinessAt(health);
      return missing === undefined ? [] : [[name, missing] as const];
    }),
  );
  return new Map(asked.flat());
}

/** Asks `/readyz` next to a GraphQL address. */
export const readiness = (graphql: string): Promise<Readiness> =>
  readinessAt(new URL("/readyz", graphql).href);

async function readinessAt(url: string): Promise<Readiness> {
  try {
    const missing = await httpProbe(url)(AbortSignal.timeout(3_000));
    return missing === undefined ? { ready: true } : { ready: false, missing };
  } catch (error) {
    return { ready: false, missing: error instanceof Error ? error.message : String(error) };
  }
}
