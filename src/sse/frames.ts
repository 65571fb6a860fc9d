import { answerJson, JsonAnswer } from "../answers/answer-json.ts";

/** Limits of the random wait before an EventSource reconnects, ms, so that not all reconnect at once. */
const retry = { least: 250, most: 1_250 };

/** One event; also with an empty `data`. */
export function eventFrame(event: string, data: string, id?: string): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata:${data && ` ${data}`}\n\n`;
}

/** The beginning of a stream: how long an EventSource waits before it reconnects. */
export function helloFrame(random: () => number = Math.random): string {
  return `retry: ${Math.round(retry.least + random() * (retry.most - retry.least))}\n\n`;
}

/** One result. A result without data has no position in the stream, so it gets no `id`. */
export function nextFrame(
  answer: { data?: unknown; errors?: unknown },
  cursor: string | null,
): string {
  const hasData = answer instanceof JsonAnswer || answer.data;
  const id = cursor !== null && hasData ? cursor : undefined;
  return eventFrame("next", answerJson(answer), id);
}
