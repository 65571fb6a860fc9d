import type { StackProcess } from "../stack/stack-process.ts";
import { httpProbe } from "../stack/supervise/probes.ts";

/** Whether the API is ready, and what is missing if not. */
export interface Readiness {
  ready: boolean;
  missing?: string;
}

/** What is missing in processes that are not ready, by name; a process whose event loop is blocked does not answer. */
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

/** Reads `/readyz` of the server of a GraphQL address. */
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
