import type { GraphQLContext, LogEvent } from "../context.ts";
import type { Args } from "../page/page-fields.ts";

/** Arguments of a subscription to one stream. */
export const streamArgs = (arg: Args, id: string) => ({
  id: arg.id({ description: id, required: true }),
  after: arg.string({ description: "Cursor to start behind." }),
  deltas: arg.boolean({
    description: "False leaves out TextDelta; all else is the same.",
    required: true,
    defaultValue: true,
  }),
});

/** The events of a stream, for this operation. */
export function openStream(
  { id, after, deltas }: { id: string; after?: string | null | undefined; deltas: boolean },
  { log, lastEventId, onAlreadyEnded }: GraphQLContext,
): Promise<AsyncIterableIterator<LogEvent>> {
  return log.subscribe(id, { after: lastEventId ?? after ?? null, deltas, onAlreadyEnded });
}

/** Lets the transport know where the reader will stand, whatever it selected. */
export function reportCursor(event: LogEvent, { onEvent }: GraphQLContext): LogEvent {
  onEvent?.(event.cursor);
  return event;
}
