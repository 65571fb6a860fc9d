import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { graphError } from "../errors.ts";
import { ConversationEvent } from "../log/event-kinds.ts";
import { openStream, streamArgs } from "../log/subscribe.ts";

builder.subscriptionField("conversationEvents", (t) =>
  t.field({
    authScopes: { can: "conversations:read" },
    type: ConversationEvent,
    description:
      "Events of a conversation. The stream ends when it is closed. Also available as Conversation.events.",
    args: streamArgs(t.arg, "Id of the conversation."),
    subscribe: (_, args, context) => {
      if (isId("conversation", args.id)) return openStream(args, context);
      throw graphError("NOT_FOUND", "There is no such conversation.");
    },
    resolve: (event) => event as never,
  }));
