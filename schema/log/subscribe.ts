import type { GraphQLContext } from "../context.ts";
import type { LogEvent } from "../ports/event-log.ts";
import type { Args } from "../page/page-fields.ts";

/** Arguments of a subscription to one stream. */
export const streamArgs = (arg: Args, id: string) => ({
  id: arg.id({ description: id, required: true }),
  after: arg.string({ description: "Cursor to start after; null: the oldest stored event." }),
  deltas: arg.boolean({
    description: "False: without TextDelta.",
    required: true,
    defaultValue: true,
  }),
});

/** Subscribes to a stream, after `Last-Event-ID` if the request has one. */
export function openStream(
  { id, after, deltas }: { id: string; after?: string | null | undefined; deltas: boolean },
  { log, lastEventId, onAlreadyEnded }: GraphQLContext,
): Promise<AsyncIterableIterator<LogEvent>> {
  return log.subscribe(id, { after: lastEventId ?? after ?? null, deltas, onAlreadyEnded });
}
