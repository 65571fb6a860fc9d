import { after, before } from "node:test";
import { type ProxiedStack, startProxiedStack } from "../support/proxied-stack.ts";
import { registerAnalyst } from "../support/test-stack.ts";

/** The product with two APIs, and proxies before its connections to PostgreSQL. */
export let t: ProxiedStack;
export let analyst: string;

before(async () => {
  t = await startProxiedStack(2);
  analyst = await registerAnalyst(t);
});
after(() => t?.[Symbol.asyncDispose]());
