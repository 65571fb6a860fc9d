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
  description: "Filter of conversations. All fields must match; a null field matches all.",
  fields: (t) => ({
    agent: t.string({ description: "Name of the agent." }),
    labels: t.stringList({ description: "Only conversations with all these labels; at most 20." }),
    open: t.boolean({ description: "True: open conversations; false: closed ones." }),
    currentTurn: t.field({
      type: Status,
      description: "Status of the current turn. WAITING: for an approval or a retry.",
    }),
  }),
});

builder.queryField("conversation", (t) =>
  t.field({
    authScopes: { can: "conversations:read" },
    type: Conversation,
    description:
      "The conversation with this id; null when there is none. Null without the scope `conversations:read`.",
    nullable: true,
    args: { id: t.arg.id({ description: "Global id.", required: true }) },
    resolve: (_, { id }, { reads }) => isId("conversation", id) ? reads.conversation(id) : null,
  }));

builder.queryField("conversations", (t) =>
  t.field({
    authScopes: { can: "conversations:read" },
    nullable: true,
    type: ConversationConnection,
    description:
      "Conversations by `activeAt`, the latest first. Null without the scope `conversations:read`.",
    args: {
      filter: t.arg({
        type: ConversationFilter,
        description: "Only conversations that match; null: all.",
      }),
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
