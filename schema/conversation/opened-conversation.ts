import type { StartedConversation } from "../../protocol/conversation/commands.ts";
import { requireRecord } from "../errors.ts";
import type { PayloadBuilder } from "../mutation/mutation.ts";
import { Conversation, Turn } from "../refs.ts";

/** Payload fields of the mutations that open a conversation. */
export const conversationAndTurn = (t: PayloadBuilder<StartedConversation>) => ({
  conversation: t.field({
    type: Conversation,
    description:
      "The new conversation. Subscribe without `after` to read all its events. Of one for another owner only the fields without content can be read.",
    resolve: ({ conversationId }, _, { reads }) =>
      requireRecord("conversation", reads.madeConversation(conversationId)),
  }),
  turn: t.field({
    type: Turn,
    description: "The turn of the first message; null when the input had none.",
    nullable: true,
    resolve: ({ turnId }, _, { reads }) => turnId === null ? null : reads.turn(turnId),
  }),
});
