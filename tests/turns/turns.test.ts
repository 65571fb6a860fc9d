import { after, before } from "node:test";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { approvals } from "./approvals.ts";
import { budgets } from "./budgets.ts";
import { doubleTexting } from "./double-texting.ts";
import { oddStreams } from "./odd-streams.ts";

/** One stack for all of it: what stops a turn, and what holds one. */
export type TurnsStack = TestStack & { analyst: string };

let stack: TurnsStack;
before(async () => {
  stack = await sharedWithAnalyst();
});
after(() => stack[Symbol.asyncDispose]());

doubleTexting(() => stack);
approvals(() => stack);
budgets(() => stack);
oddStreams(() => stack);
