import { after, before } from "node:test";
import { startTestStack, startWithAnalyst, type TestStack } from "../support/test-stack.ts";

/** A stack with PostgreSQL and Temporal of its own, without other settings. */
export let t: TestStack & { analyst: string };

before(async () => {
  t = await startWithAnalyst({}, { ownServers: true });
});
after(() => t?.[Symbol.asyncDispose]());

/** Stops the whole stack and starts it on its folder. */
export async function restartStack(): Promise<void> {
  const { analyst, stack } = t;
  await stack.stop();
  t = { ...await startTestStack({ home: stack.home.path }), analyst };
}
