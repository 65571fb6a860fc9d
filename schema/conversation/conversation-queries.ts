import { isId } from "../../protocol/ids.ts";
import { limits } from "../../protocol/limits.ts";
import { builder } from "../builder.ts";
import { badInput } from "../errors.ts";
import { ConversationConnection } from "./conversation.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { Status } from "../status.ts";
import { Conversation } from "../refs.ts";

const ConversationFilter = builder.inputType("ConversationFilter", {
  description: "Which conversations: all of these.",
  fields: (t) => ({
    agent: t.string({ description: "Name of the agent." }),
    labels: t.stringList({ description: "Has all of these labels." }),
    open: t.boolean({ description: "Open, or closed." }),
    currentTurn: t.field({
      type: Status,
      description: "Status of the current turn: WAITING finds what waits for a human.",
    }),
  }),
});

builder.queryField("conversation", (t) =>
  t.field({
    type: Conversation,
    description: "A conversation by its id.",
    nullable: true,
    args: { id: t.arg.id({ description: "Global id.", required: true }) },
    resolve: (_, { id }, { reads }) => isId("conversation", id) ? reads.conversation(id) : null,
  }));

builder.queryField("conversations", (t) =>
  t.field({
    type: ConversationConnection,
    description: "Conversations, the most recently active first.",
    args: {
      filter: t.arg({ type: ConversationFilter, description: "Keep those that match all of it." }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { filter, ...args }, { reads }) => {
      if ((filter?.labels?.length ?? 0) > limits.labels) {
        const message = `A conversation has at most ${limits.labels} labels.`;
        throw badInput([{ path: ["filter", "labels"], message }]);
      }
      return reads.conversations(filter ?? {}, checkedPage(args));
    },
  }));
