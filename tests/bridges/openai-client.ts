import OpenAI from "openai";
import type { Response, ResponseStreamEvent } from "openai/resources/responses/responses";
import type { TestStack } from "../support/test-stack.ts";

/** Address of the bridge. */
export const openAiUrl = ({ api }: Pick<TestStack, "api">): string =>
  new URL("/bridges/openai/v1", api.url).href;

/** OpenAI's own client of the bridge; it repeats nothing by itself unless asked to. */
export function openAiClient(t: Pick<TestStack, "api">, options: object = {}): OpenAI {
  return new OpenAI({ baseURL: openAiUrl(t), apiKey: "none", maxRetries: 0, ...options });
}

/** All events of a stream; `seen` is called with each. */
export async function allOf(
  stream: AsyncIterable<ResponseStreamEvent>,
  seen: (event: ResponseStreamEvent) => void = () => {},
): Promise<ResponseStreamEvent[]> {
  const events: ResponseStreamEvent[] = [];
  for await (const event of stream) {
    events.push(event);
    seen(event);
  }
  return events;
}

/** The text that a client reads which appends all deltas. */
export const appended = (events: readonly ResponseStreamEvent[]): string =>
  events.map((event) => event.type === "response.output_text.delta" ? event.delta : "").join("");

/** The response that the last event of a stream has. */
export function ended(events: readonly ResponseStreamEvent[]): Response {
  const last = events.at(-1);
  if (!last || !("response" in last)) throw new Error(`the stream ended with ${last?.type}`);
  return last.response;
}

/** The text of a response; `output_text` is made by the client in some of its calls only. */
export const textOf = ({ output }: Response): string =>
  output.flatMap((item) => item.type === "message" ? item.content : [])
    .map((part) => part.type === "output_text" ? part.text : "").join("");

/** Numbers of events. */
export const numbers = (events: readonly ResponseStreamEvent[]): number[] =>
  events.map(({ sequence_number }) => sequence_number);

/** What a stream says about its request; it is not stored, so that a replay cannot say it. */
export const withoutRequest = (events: readonly ResponseStreamEvent[]): unknown[] =>
  events.map((event) =>
    "response" in event ? { ...event, response: { ...event.response, background: null } } : event
  );
