// This function runs in the browser too: it may call only those that page.ts includes.
import type { Readiness } from "../http/readiness.ts";

/** The processes that do not run, one line each, with their progress where the start reports it. */
export function missingLines({ dependencies, start }: Readiness): string[] {
  const parts = start?.parts ?? {};
  const down = Object.entries(dependencies).filter(([, { up }]) => !up).map(([name]) => name);
  const others = Object.keys(parts).filter((name) => parts[name]?.state !== "ready");
  // The page itself comes from the API; the dependency of PostgreSQL is named `database`.
  const names = new Set([...down, ...others].filter((name) => !["api", "postgres"].includes(name)));
  return [...names].map((name) => {
    const part = parts[name === "database" ? "postgres" : name];
    return `${name}: ${part?.doing ?? part?.state ?? "no answer"}`;
  });
}
