import { isId } from "../protocol/ids.ts";
import { builder } from "./builder.ts";
import { graphError } from "./errors.ts";
import { ConversationEvent } from "./event-kinds.ts";
import { followed, streamArgs, told } from "./follow.ts";

builder.subscriptionField("conversationEvents", (t) =>
  t.field({
    type: ConversationEvent,
    description: "The events of a conversation. Twin: Conversation.events.",
    args: streamArgs(t.arg, "Conversation id."),
    subscribe: (_, args, context) => {
      if (isId("conversation", args.id)) return followed(args, context);
      throw graphError("NOT_FOUND", "There is no such conversation.");
    },
    resolve: (event, _, context) => told(event, context) as never,
  }));
