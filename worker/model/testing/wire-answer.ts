import type { OpenedEntry, WrittenEntry } from "../../../store/call/model-outcome.ts";
import type { DraftDelta } from "../../../protocol/log/event.ts";
import { readEvent } from "../stream/read-event.ts";
import { type Progress, Transcript, type TranscriptContext } from "../answer/transcript.ts";

/** An event in the form of the API. */
export type WireEvent = Record<string, unknown>;

/** The first event of an answer. */
export const started: WireEvent = {
  type: "conversation.response.started",
  conversation_id: "conv_1",
};
/** The last event of an answer. */
export const done: WireEvent = {
  type: "conversation.response.done",
  usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
};
/** A piece of a message. `more` replaces fields; undefined leaves one out. */
export const said = (content: unknown, more: WireEvent = {}): WireEvent => ({
  ...{ type: "message.output.delta", id: "msg_0", output_index: 0, content_index: 0 },
  ...{ role: "assistant", content, ...more },
});
/** A piece of a call. */
export const called = (args: unknown, more: WireEvent = {}): WireEvent => ({
  ...{ type: "function.call.delta", id: "fc_0", output_index: 0, name: "prices__quote" },
  ...{ tool_call_id: "call00000", arguments: args, ...more },
});

/** The result of an answer. */
export interface Outcome {
  transcript: Transcript;
  opened: OpenedEntry[];
  chunks: DraftDelta[];
  entries: WrittenEntry[];
}

/** Adds events in the form of the API to a transcript. */
export function outcomeOf(
  events: readonly WireEvent[],
  context: Partial<TranscriptContext> = {},
): Outcome {
  const entryId = (kind: string, n: number) => `${kind}_${n}`;
  const transcript = new Transcript({ step: 0, versionId: "v1", entryId, ...context });
  const progress: Progress[] = events.map((event) => transcript.add(readEvent(event)));
  return {
    transcript,
    opened: progress.flatMap((p) => p.opened),
    chunks: progress.flatMap((p) => p.chunks),
    entries: transcript.entries(),
  };
}

/** The text of the deltas of one part. Throws when a delta does not begin at the end of the previous one. */
export function joined(chunks: readonly DraftDelta[], entryId: string, part = 0): string {
  let text = "";
  for (const chunk of chunks) {
    if (chunk.entryId !== entryId || chunk.part !== part) continue;
    if (chunk.offset !== text.length) throw new Error(`a chunk begins at ${chunk.offset}`);
    text += chunk.text;
  }
  return text;
}
