import { after, before } from "node:test";
import { connectAgents } from "../support/mcp-client.ts";
import { sharedWithAnalyst } from "../support/test-stack.ts";
import { approvals } from "./mcp/approvals.ts";
import { asking } from "./mcp/asking.ts";
import { interruptions } from "./mcp/interruptions.ts";
import { otherClients } from "./mcp/other-clients.ts";
import { research } from "./mcp/research.ts";
import type { AgentsStack } from "./mcp/stack.ts";
import { tasks } from "./mcp/tasks.ts";
import { wrongInput } from "./mcp/wrong-input.ts";

let stack: AgentsStack;
before(async () => {
  const shared = await sharedWithAnalyst();
  stack = { ...shared, client: await connectAgents(shared.stack.urls.graphql) };
});
after(async () => {
  await stack.client.close();
  await stack[Symbol.asyncDispose]();
});

asking(() => stack);
wrongInput(() => stack);
approvals(() => stack);
tasks(() => stack);
interruptions(() => stack);
otherClients(() => stack);
research(() => stack);
