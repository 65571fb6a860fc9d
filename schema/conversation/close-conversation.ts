import { mutation } from "../mutation/mutation.ts";
import { Conversation } from "../refs.ts";

mutation("closeConversation", {
  description:
    "Closes a conversation for good and cancels its open turns. A closed conversation accepts no further messages.",
  input: (t) => ({
    conversationId: t.id({ description: "Id of the conversation.", required: true }),
    erase: t.boolean({
      description:
        "True: also erase its content, in this deployment and at Mistral. Ids, counts and dates are kept.",
      required: true,
      defaultValue: false,
    }),
  }),
  scope: ({ erase }) =>
    erase ? ["conversations:close", "conversations:erase"] : ["conversations:close"],
  target: { field: "conversationId", kinds: ["conversation"], noun: "conversation" },
  // The default is not part of what the key identifies.
  execute: (input, commands) =>
    commands.closeConversation({ ...input, erase: input.erase || null }),
  payload: {
    description: "The conversation is closed.",
    fields: (t) => ({
      conversation: t.field({
        type: Conversation,
        description: "The conversation; null if the caller may not read it.",
        nullable: true,
        resolve: ({ conversationId }, _, { reads }) => reads.conversation(conversationId),
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError"],
});
