import type { Client } from "@modelcontextprotocol/client";
import type { TestStack } from "../../support/test-stack.ts";

/** The stack that the tests of agents as tools share. */
export type AgentsStack = TestStack & {
  analyst: string;
  /** A connected client of the current line that shows no forms. */
  client: Client;
};

/** Structured content of `ask_<agent>`, as much as tests read. */
export interface Asked {
  conversationId: string;
  turnId: string;
  status: string;
  idempotencyKey: string;
  reply: string | null;
  output?: unknown;
  emulated: boolean;
  approvals?: { id: string; argumentsHash: string; tool: string }[];
}

/** A result of a tool, as much as tests read. */
export interface Result {
  isError?: boolean;
  structuredContent?: unknown;
  content: { type: string; text?: string }[];
  _meta?: Record<string, unknown>;
}

/** Structured content of a result. */
export const askedIn = (result: unknown): Asked => (result as Result).structuredContent as Asked;

/** The code of a failed result. */
export const codeIn = (result: unknown): string | undefined =>
  ((result as Result)._meta?.["tramontane/failure"] as { code?: string } | undefined)?.code;
