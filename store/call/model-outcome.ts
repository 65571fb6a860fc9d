import { isJsonObject } from "../../protocol/json/exact-json.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import type { ReadOutput } from "../../protocol/json/read-output.ts";
import type { GeneratedFile } from "../file/files.ts";
import type { HostedCall } from "./hosted-call.ts";

/** An entry that the model begins to write. `place` counts the tool calls of this model call. */
export type OpenedEntry =
  | { kind: "message"; id: string; versionId: string }
  | { kind: "handoff"; id: string; versionId: string }
  | {
    kind: "tool";
    id: string;
    /** The version that asks for it: its tools and policies hold. Left out: the conversation's. */
    versionId?: string;
    place: number;
    /** Null for a tool that the provider runs. */
    remoteToolCallId: string | null;
    server: string;
    name: string;
    step: number;
    /** True: the provider runs it inside its answer, and nobody here does. */
    hosted?: boolean;
  };

/** An entry as the model left it. */
export type WrittenEntry =
  | { kind: "message"; id: string; content: Content[]; files?: GeneratedFile[] }
  | HostedCall
  /** Null: to an agent that is none of ours. */
  | { kind: "handoff"; id: string; toVersionId: string | null }
  | {
    kind: "tool";
    id: string;
    arguments: unknown;
    /** The provider forgot it when another agent took over; it is not made. */
    dropped?: boolean;
    /** The provider gave it no id: its result cannot be sent to the conversation with the call. */
    ownCallId?: true;
    /** The provider's id, where it was announced without one. */
    remoteToolCallId?: string;
    /** What it calls, where it was announced under only a part of the name. */
    tool?: { server: string; name: string };
  };

/** What the provider's work on a call is charged. */
export interface UsedTokens {
  /** Null: not known; what was reserved is charged. */
  inputTokens: number | null;
  outputTokens: number;
  /** True when the provider did not give all of it. */
  estimated: boolean;
  /** True for an answer that was found in the provider's history: what its lost attempt was charged is given back. */
  adopted?: boolean;
}

/**
 * The outcome of a model call, never deleted. Of its tool calls the first `toolCallsLeft` may be made.
 */
export interface ModelOutcome {
  /** Where the next request continues, `lastEntryId` being the provider's id of the last entry; null: in a new conversation. */
  checkpoint: { remoteId: string; lastEntryId: string } | null;
  entries: WrittenEntry[];
  used: UsedTokens;
  toolCallsLeft: number;
  /** True where a budget says so. */
  toolCallsOfBudget: boolean;
  /** True when the answer is as long as a budget allowed: it was cut there. */
  cutByBudget: boolean;
  /** True of a tool that is known to be soon over; none is where this is left out. */
  isQuick?: (tool: { server: string; name: string }) => boolean;
  /** The answer as data; null where there is no output schema, or tools are called first. */
  output?: ReadOutput | null;
}

/**
 * True for an answer with broken arguments, or with a call without an id: the provider takes nothing more where it
 * stands, so the base stays.
 */
export function hasMalformedArguments(entries: readonly WrittenEntry[]): boolean {
  return entries.some((e) =>
    e.kind === "tool" &&
    ((typeof e.arguments === "string" && !isJsonObject(e.arguments)) || (e.ownCallId && !e.dropped))
  );
}
