import { readUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import { type TurnEvent, TurnReader } from "../../client/turn/mod.ts";
import { TurnChunks } from "../chunks/turn-chunks.ts";
import { streamOfChunks } from "../turn-stream.ts";

/** The chunks that the events of a turn become. */
export function chunksOf(turnId: string, events: readonly TurnEvent[]): UIMessageChunk[] {
  const reader = new TurnReader(turnId);
  const chunks = new TurnChunks();
  return events.flatMap((event) => reader.apply(event)).flatMap((part) => chunks.add(part));
}

/** The message that `ai` makes of chunks, as JSON has it. Throws what `ai` refuses. */
export async function messageOf(made: readonly UIMessageChunk[]): Promise<UIMessage> {
  const stream = streamOfChunks(made);
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream, terminateOnError: true })) {
    last = message;
  }
  if (!last) throw new Error("the chunks make no message");
  return JSON.parse(JSON.stringify(last));
}

/** The parts of a message without the parts between its steps: their types, and the texts of texts. */
export const partsOf = ({ parts }: UIMessage) =>
  parts.flatMap((part) => part.type === "text" ? [part.text] : [part.type]);
