import { follow } from "../follow/follow.ts";
import type { FollowOptions } from "../follow/follow-options.ts";
import type { SampleEvent } from "./sample-log.ts";

/** The document of the sample stream. */
export const query =
  "subscription ($after: String) { events(after: $after) { cursor fromSeq seq } }";
const quick = { firstMs: 5, maxMs: 20 };

/** Follows the sample stream, with short waits between attempts. */
export function read(url: string, more: Partial<FollowOptions> = {}, after?: string) {
  return follow<{ events: SampleEvent }>({ url, retry: quick, ...more }, { query, after });
}

/** All events up to the end. */
export async function all(events: AsyncIterable<SampleEvent>): Promise<SampleEvent[]> {
  const list: SampleEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

/** Numbers of the stored events. */
export const seqs = (events: SampleEvent[]) =>
  events.filter(({ __typename }) => __typename === "StoredEvent").map(({ seq }) => seq);
/** 1, 2, ... up to `count`. */
export const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
