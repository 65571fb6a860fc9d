import { useEffect, useState } from "react";

/** The state of the deployment, from `/readyz`. */
export interface Health {
  readonly ready: boolean;
  /** Each dependency by its name. Empty when the API does not answer. */
  readonly dependencies: Readonly<Record<string, { up: boolean; needed: boolean }>>;
  /** False: the API itself does not answer. */
  readonly isReachable: boolean;
}

/** How often the state is read while the page is shown, ms. */
const everyMs = 15_000;
/** Longest wait for an answer, ms. */
const withinMs = 5_000;

const away: Health = { ready: false, dependencies: {}, isReachable: false };

async function readHealth(): Promise<Health> {
  try {
    const response = await fetch("/readyz", { signal: AbortSignal.timeout(withinMs) });
    const { ready, dependencies = {} } = await response.json() as Partial<Health>;
    return { ready: ready === true, dependencies, isReachable: true };
  } catch {
    // The network, a proxy's page instead of JSON, or no answer in time: for the page it is the same.
    return away;
  }
}

/** The state of the deployment, read again while the page is shown. Null: not read yet. */
export function useHealth(): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      if (document.visibilityState === "hidden") return;
      const found = await readHealth();
      if (isCurrent) setHealth(found);
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    document.addEventListener("visibilitychange", read);
    return () => {
      isCurrent = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, []);
  return health;
}
