import { after, before } from "node:test";
import { type EditableMcpServer, startEditableMcpServer } from "../support/editable-mcp-server.ts";
import { startWithAnalyst, type TestStack, unique } from "../support/test-stack.ts";

/** Attempts of a call. A machine that is busy loses one now and then. */
export const maxAttempts = 4;
/** Agents whose first registration, or whose creation at the provider, kills the worker. */
export const killed = { made: unique("killed-made"), found: unique("killed-found") };
/** The MCP server that the worker lists next to the product's. */
export let catalog: EditableMcpServer;
/** A stack whose worker has low limits; a second worker is stopped. */
export let t: TestStack & { analyst: string };

before(async () => {
  catalog = await startEditableMcpServer();
  t = await startWithAnalyst({
    ...{ MCP_SERVERS: catalog.serversFile, PROMPTS_EVERY_MS: "1000", YOUNG_AGENT_MS: "0" },
    ...{ MAX_ATTEMPTS: `${maxAttempts}`, TURN_DEADLINE_MS: "90000", ABANDONED_AFTER_MS: "1000" },
    SHUTDOWN_GRACE_MS: "8000",
    FAILPOINTS:
      `kill:agent_created:start:${killed.made},kill:agent_verified:register:${killed.found}`,
  }, { instances: { worker: 2 } });
  await t.stack.stopPart("worker-2");
});
after(async () => {
  await t?.[Symbol.asyncDispose]();
  await catalog?.[Symbol.asyncDispose]();
});
