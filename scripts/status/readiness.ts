import { httpProbe } from "../stack/probes.ts";

/** Whether the API says that it can serve, and what it lacks when not. */
export interface Readiness {
  ready: boolean;
  missing?: string;
}

/** Asks `/readyz` beside a GraphQL address. */
export async function readiness(graphql: string): Promise<Readiness> {
  try {
    const missing = await httpProbe(new URL("/readyz", graphql).href)(AbortSignal.timeout(3_000));
    return missing === undefined ? { ready: true } : { ready: false, missing };
  } catch (error) {
    return { ready: false, missing: error instanceof Error ? error.message : String(error) };
  }
}
