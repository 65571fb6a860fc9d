import { type TurnEvent, TurnReader } from "../../../../clients/client/turn/mod.ts";
import type { OutputItem } from "../items.ts";
import type { NumberedEvent } from "../response-writer.ts";
import { ResponseScript, type ScriptOptions } from "../response-script.ts";

/** What a reader of a response received. */
export interface ReadStream {
  events: NumberedEvent[];
  output: OutputItem[];
  status: string | undefined;
}

/** Reads the events of a conversation as the stream of one response of a turn. */
export function readStream(
  turnId: string,
  events: readonly TurnEvent[],
  { part = 0, ...options }: Partial<ScriptOptions> & { part?: number } = {},
): ReadStream {
  const reader = new TurnReader(turnId);
  const ref = { turnId, part };
  const script = new ResponseScript({ ref, after: null, begun: {}, ...options });
  for (const event of events) script.apply(reader.apply(event));
  const { ending } = script;
  if (ending) script.end(ending, {});
  const { output } = script;
  return { events: script.take(), output, status: ending?.status };
}

/** The text that a client reads which appends all deltas. */
export const appended = (events: readonly NumberedEvent[]): string =>
  events.map(({ type, delta }) => type === "response.output_text.delta" ? delta : "").join("");

/** The numbers of events. */
export const numbers = (events: readonly NumberedEvent[]): number[] =>
  events.map(({ sequence_number }) => sequence_number);
