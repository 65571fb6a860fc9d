import type { TestStack } from "../support/test-stack.ts";

/** The stack that the tests of turns share. */
export type TurnsStack = TestStack & { analyst: string };
