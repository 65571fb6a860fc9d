import { isId } from "../../protocol/ids.ts";
import { builder } from "../builder.ts";
import { ConversationConnection } from "./conversation.ts";
import { checkedFilter, ConversationFilter } from "./conversation-filter.ts";
import { searchCost } from "../search/search-cost.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { Conversation } from "../refs.ts";

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
    complexity: ({ filter, ...args }) => ({
      ...pageCost(args),
      ...(filter?.text != null && { field: searchCost }),
    }),
    resolve: (_, { filter, ...args }, { reads, can }) =>
      reads.conversations(checkedFilter(filter ?? {}, can), checkedPage(args)),
  }));
