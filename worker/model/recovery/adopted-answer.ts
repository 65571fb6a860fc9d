import { estimateTokens, type RemoteEntry } from "./classify-history.ts";
import type { AnswerEvent } from "../stream/answer-event.ts";
import { eventsOfEntry } from "../stream/json-answer.ts";

/** A complete answer that the provider stored and this service lost. */
export interface AdoptedAnswer {
  remoteId: string;
  /** The entries of the remote conversation before the answer, which the model read. */
  before: readonly RemoteEntry[];
  outputs: readonly RemoteEntry[];
}

/** An adopted answer as the events that would have streamed it. Its usage is estimated: a history has none. */
export function asEvents({ remoteId, before, outputs }: AdoptedAnswer): AnswerEvent[] {
  const inputTokens = estimateTokens(JSON.stringify(before).length);
  const outputTokens = estimateTokens(JSON.stringify(outputs).length);
  return [
    { type: "started", conversationId: remoteId },
    ...outputs.flatMap(eventsOfEntry),
    { type: "done", usage: { inputTokens, outputTokens } },
  ];
}
