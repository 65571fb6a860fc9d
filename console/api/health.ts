import { useEffect, useState } from "react";
import { type MissingPart, missingParts, type Readiness } from "./missing-parts.ts";

/** The state of the deployment, from `/readyz`. */
export interface Health extends Pick<Readiness, "ready" | "dependencies"> {
  /** What does not serve, also processes that a start on that machine still brings up. */
  readonly missing: readonly MissingPart[];
  /** False: the API itself does not answer. */
  readonly isReachable: boolean;
}

/** How often the state is read while the page is shown, ms; more often while something is missing. */
const everyMs = { allUp: 15_000, missing: 3_000 };
/** Longest wait for an answer, ms. */
const withinMs = 5_000;

const away: Health = { ready: false, dependencies: {}, missing: [], isReachable: false };

async function readHealth(): Promise<Health> {
  try {
    const response = await fetch("/readyz", { signal: AbortSignal.timeout(withinMs) });
    const given = await response.json() as Partial<Readiness>;
    const answer = {
      ...given,
      ready: given.ready === true,
      dependencies: given.dependencies ?? {},
    };
    const { ready, dependencies } = answer;
    return { ready, dependencies, missing: missingParts(answer), isReachable: true };
  } catch {
    // The network, a proxy's page instead of JSON, or no answer in time: for the page it is the same.
    return away;
  }
}

/** The state of the deployment, read again while the page is shown. Null: not read yet. */
export function useHealth(): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  const ms = health?.isReachable && health.missing.length === 0 ? everyMs.allUp : everyMs.missing;
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      if (document.visibilityState === "hidden") return;
      const found = await readHealth();
      if (isCurrent) setHealth(found);
    };
    void read();
    const timer = setInterval(() => void read(), ms);
    document.addEventListener("visibilitychange", read);
    return () => {
      isCurrent = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [ms]);
  return health;
}
