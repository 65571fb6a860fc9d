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

/**
 * Subscribes to a stream, after `Last-Event-ID` if the request has one. A principal without the details of the stream
 * receives no text of tool arguments and of reasoning: a delta has no number, so none is missing.
 */
export async function openStream(
  { id, after, deltas }: { id: string; after?: string | null | undefined; deltas: boolean },
  { log, lastEventId, onAlreadyEnded, detailOf }: GraphQLContext,
): Promise<AsyncIterableIterator<LogEvent>> {
  const events = await log.subscribe(id, {
    after: lastEventId ?? after ?? null,
    ...{ deltas, onAlreadyEnded },
  });
  return deltas && !detailOf("conversation") ? withoutDetail(events) : events;
}

/** The events without deltas of details. */
export function withoutDetail(
  events: AsyncIterableIterator<LogEvent>,
): AsyncIterableIterator<LogEvent> {
  return {
    async next() {
      for (;;) {
        const result = await events.next();
        if (result.done || !isDetail(result.value)) return result;
      }
    },
    async return() {
      return await events.return?.() ?? { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const isDetail = ({ body }: LogEvent) => body.kind === "TextDelta" && body.delta.kind !== "TEXT";
