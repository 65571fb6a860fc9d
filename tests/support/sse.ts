import type { SeenEvent } from "./api.ts";
import * as documents from "./documents.generated.ts";
import { patienceMs } from "./patience.ts";

/** The address of a conversation's stream for a browser's EventSource. */
export function sseUrl(url: string, id: string, after?: string): string {
  const variables = JSON.stringify({ id, after });
  return `${url}?${new URLSearchParams({ query: documents.events, variables })}`;
}

/** The result of an EventSource. */
export interface SseReading {
  events: SeenEvent[];
  /** `lastEventId` at each event. */
  ids: string[];
  /** Errors of answers without data. */
  codes: string[];
  /** How often it connected. */
  opened: number;
  /** It closed because the server said `complete`. */
  completed: boolean;
}

/** Reads with an EventSource, which resumes by itself, until `last` returns true or the stream completes. */
export async function readSse(
  address: string,
  last: (event: SeenEvent) => boolean = () => false,
  withinMs = patienceMs,
): Promise<SseReading> {
  const reading: SseReading = { events: [], ids: [], codes: [], opened: 0, completed: false };
  const source = new EventSource(address);
  const ended = Promise.withResolvers<void>();
  const overdue = () => ended.reject(new Error(`not read in ${withinMs} ms`));
  const timer = setTimeout(overdue, withinMs);
  source.onopen = () => reading.opened++;
  source.addEventListener("next", ({ data, lastEventId }) => {
    const answer = JSON.parse(data);
    if (!answer.data) {
      return reading.codes.push(answer.errors[0].extensions.code);
    }
    reading.events.push(answer.data.event);
    reading.ids.push(lastEventId);
    if (last(answer.data.event)) ended.resolve();
  });
  source.addEventListener("complete", () => {
    reading.completed = true;
    ended.resolve();
  });
  try {
    await ended.promise;
    return reading;
  } finally {
    clearTimeout(timer);
    source.close();
  }
}
