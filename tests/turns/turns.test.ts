import { after, before } from "node:test";
import { sharedWithAnalyst } from "../support/test-stack.ts";
import type { TurnsStack } from "./stack.ts";
import { approvals } from "./approvals.ts";
import { budgets } from "./budgets.ts";
import { doubleTexting } from "./double-texting.ts";
import { oddStreams } from "./odd-streams.ts";

let stack: TurnsStack;
before(async () => {
  stack = await sharedWithAnalyst();
});
after(() => stack[Symbol.asyncDispose]());

doubleTexting(() => stack);
approvals(() => stack);
budgets(() => stack);
oddStreams(() => stack);
