import { isJsonObject } from "../../protocol/exact-json.ts";
import type { Content } from "../../protocol/content.ts";
import type { ReadOutput } from "../../protocol/read-output.ts";
import type { MadeFile } from "../files.ts";
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
  | { kind: "message"; id: string; content: Content[]; files?: MadeFile[] }
  | HostedCall
  /** Null: to an agent that is none of ours. */
  | { kind: "handoff"; id: string; toVersionId: string | null }
  /** `dropped`: the provider forgot it when another agent took over; it is not made. */
  | { kind: "tool"; id: string; arguments: unknown; dropped?: boolean };

/**
 * The outcome of a model call, kept for ever. `tip`: the provider's id of the last entry. Of its tool calls the first
 * `toolCallsLeft` may be made.
 */
export interface ModelOutcome {
  remoteId: string;
  tip: string;
  entries: WrittenEntry[];
  inputTokens: number;
  outputTokens: number;
  /** True when the provider did not tell the tokens. */
  estimated: boolean;
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

/** True for an answer with broken arguments: the provider takes nothing more where it stands, so the base stays. */
export function isPoisoned(entries: readonly WrittenEntry[]): boolean {
  return entries.some((e) =>
    e.kind === "tool" && typeof e.arguments === "string" && !isJsonObject(e.arguments)
  );
}
