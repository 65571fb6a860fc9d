import { after, before } from "node:test";
import { lives } from "./failures.ts";
import { links } from "./links.ts";
import { reports } from "./reports.ts";
import { proofs } from "./proofs.ts";
import { type ResearchStack, startResearchStack } from "./research-stack.ts";
import { stores } from "./stores.ts";
import { terminal } from "./terminal.ts";

let stack: ResearchStack;
before(async () => {
  stack = await startResearchStack();
});
after(() => stack?.[Symbol.asyncDispose]());

reports(() => stack);
proofs(() => stack);
links(() => stack);
stores(() => stack);
terminal(() => stack);
lives(() => stack);
