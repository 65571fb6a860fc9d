import { isJsonObject } from "../../protocol/json/exact-json.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { ReadOutput } from "../../protocol/json/read-output.ts";
import type { GeneratedFile } from "../file/files.ts";
import type { HostedCall } from "./hosted-call.ts";

/** An entry that the model has begun to write. `place` numbers the tool calls of this model call. */
export type OpenedEntry =
  | { kind: "message"; id: string; versionId: string }
  | { kind: "handoff"; id: string; versionId: string }
  | {
    kind: "tool";
    id: string;
    /** The version that calls it, whose tools and policies apply; left out: the conversation's version. */
    versionId?: string;
    place: number;
    /** Null for a tool that the provider runs. */
    remoteToolCallId: string | null;
    server: string;
    name: string;
    step: number;
    /** True: the provider runs it inside its answer, and the worker never does. */
    hosted?: boolean;
  };

/** An entry as the model completed it. */
export type WrittenEntry =
  | { kind: "message"; id: string; content: Content[]; files?: GeneratedFile[] }
  | HostedCall
  /** Null: to an agent that this deployment did not register. */
  | { kind: "handoff"; id: string; toVersionId: string | null }
  | {
    kind: "tool";
    id: string;
    arguments: unknown;
    /** True: the provider dropped it when another agent took over, so it is not made. */
    dropped?: boolean;
    /** The provider gave it no id: its result cannot be sent to the conversation with the call. */
    ownCallId?: true;
    /** The provider's id, if the call was announced without one. */
    remoteToolCallId?: string;
    /** The tool, if the call was announced with only a part of the name. */
    tool?: { server: string; name: string };
  };

/** Tokens that a call is charged for. */
export interface UsedTokens {
  /** Null: unknown; the reserved tokens are charged. */
  inputTokens: number | null;
  outputTokens: number;
  /** True if the provider did not report all of it. */
  estimated: boolean;
  /** True for an answer from the provider's history: the charge of its lost attempt is reversed. */
  adopted?: boolean;
}

/** Terms of the claims of tool calls that are written with the answer that requests them. */
export interface ToolClaimTerms {
  leaseMs: number;
  maxAttempts: number;
  /** Until the turn must have ended, ms. */
  deadlineMs: number;
  traceparent: string | null;
}

/** Outcome of a model call. The first `toolCallsLeft` of its tool calls may be made. */
export interface ModelOutcome {
  /** Where the next request continues; `lastEntryId` is the provider's id. Null: in a new remote conversation. */
  checkpoint: { remoteId: string; lastEntryId: string } | null;
  entries: WrittenEntry[];
  used: UsedTokens;
  toolCallsLeft: number;
  /** True if that limit comes from a budget. */
  toolCallsOfBudget: boolean;
  /** True if the answer is as long as a budget allowed, so that it was cut off. */
  cutByBudget: boolean;
  /** True for a tool that is known to be quick; left out: none is. */
  isQuick?: (tool: { server: string; name: string }) => boolean;
  /** How this process claims quick tool calls, which it makes at once; null: the workflow starts them. */
  claimTools?: ToolClaimTerms | null;
  /** The answer as data; null without an output schema, or if tools are called first. */
  output?: ReadOutput | null;
}

/**
 * True for an answer with a tool call whose arguments are malformed or that has no id: the provider accepts nothing after
 * it, so the checkpoint does not move.
 */
export function hasMalformedArguments(entries: readonly WrittenEntry[]): boolean {
  return entries.some((e) =>
    e.kind === "tool" &&
    ((typeof e.arguments === "string" && !isJsonObject(e.arguments)) || (e.ownCallId && !e.dropped))
  );
}
