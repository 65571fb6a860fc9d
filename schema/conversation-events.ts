import { builder } from "./builder.ts";
import type { EventBody, GraphQLContext, LogEvent } from "./context.ts";
import { ConversationEvent } from "./event-kinds.ts";

builder.subscriptionField("conversationEvents", (t) =>
  t.field({
    type: ConversationEvent,
    description: "The events of a conversation. Twin: Conversation.events.",
    args: {
      id: t.arg.id({ description: "Conversation id.", required: true }),
      after: t.arg.string({ description: "Cursor to start behind." }),
      deltas: t.arg.boolean({
        description: "False leaves out TextDelta; all else is the same.",
        required: true,
        defaultValue: true,
      }),
    },
    subscribe: (_, { id, after, deltas }, { log, lastEventId, onOver }) =>
      log.subscribe(id, { after: lastEventId ?? after ?? null, deltas, onOver }),
    resolve: (event, _, context) => told(event, context) as never,
  }));

/** Lets the transport know where the reader will stand, whatever it selected. */
export function told(event: LogEvent<EventBody>, { onEvent }: GraphQLContext): LogEvent<EventBody> {
  onEvent?.(event.cursor);
  return event;
}
