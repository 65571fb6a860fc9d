import type { Screen } from "../../cli/terminal/status-line.ts";
import { launchStack, type Stack } from "../../cli/stack/stack.ts";

/** The servers that unit tests use, each awaited apart: Temporal may have to be built first. */
export interface SharedStack extends AsyncDisposable {
  /** Settles when that server is ready; rejects when it does not come up. */
  until(part: "postgres" | "temporal"): Promise<void>;
  /** For tests: TEST_DATABASE_URL, TEST_TEMPORAL_ADDRESS. */
  env: Readonly<Record<string, string>>;
}

/** Starts PostgreSQL and Temporal in an own folder, which disposing deletes. */
export async function shareStack({ busy }: Screen): Promise<SharedStack> {
  const ready = {
    postgres: Promise.withResolvers<void>(),
    temporal: Promise.withResolvers<void>(),
  };
  const stack = await launchStack({
    home: await Deno.makeTempDir({ prefix: "tramontane-gate-" }),
    parts: ["postgres", "temporal"],
    reporter: {
      progress: (part, what) => busy(`..  ${part}: ${what}`),
      ready: (part) => part in ready && ready[part as keyof typeof ready].resolve(),
    },
  });
  stack.ready.catch((error) => Object.values(ready).forEach(({ reject }) => reject(error)));
  // Whoever needs one of them hears of it; who does not, need not.
  for (const { promise } of Object.values(ready)) promise.catch(() => undefined);
  return {
    until: (part) => ready[part].promise,
    env: testEnv(stack),
    [Symbol.asyncDispose]: () => stack.destroy(),
  };
}

function testEnv({ urls }: Stack): Record<string, string> {
  return { TEST_DATABASE_URL: urls.database, TEST_TEMPORAL_ADDRESS: urls.temporal };
}
