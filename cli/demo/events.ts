import type { EntryNode, StreamEvent, ViewEvent } from "../../clients/typescript/mod.ts";

/** What calls and tokens came to. */
export interface Usage {
  modelCalls: number;
  toolCalls: number;
  inputTokens: number;
  outputTokens: number;
}

/** An entry as the demo's documents select it. */
export interface Entry extends EntryNode {
  __typename: string;
  role?: string;
  server?: string;
  name?: string;
  arguments?: unknown;
  result?: string | null;
}

/** A turn as it is now. */
export interface Turn {
  usage: Usage;
  failure: { code: string; message: string } | null;
  startedAt: string | null;
  endedAt: string | null;
}

type Changed<K, T> = Extract<ViewEvent, { __typename: K }> & T;

/** An event as the demo's documents select it. */
export type DemoEvent =
  & StreamEvent
  & (
    | Changed<"EntryChanged", { entry: Entry | null }>
    | Changed<"StepChanged", {
      attempt: number;
      failure: { message: string } | null;
      step: (Entry & { __typename: string }) | null;
    }>
    | Changed<"TurnChanged", { turn: Turn | null }>
    | Changed<"TextDelta", unknown>
    | Changed<"ConversationClosed", unknown>
  );

/** Whether nothing more comes of something in this status. */
export function isFinal(status: string): boolean {
  return ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"].includes(status);
}
