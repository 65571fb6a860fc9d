import { defineCommand } from "../command/define-command.ts";
import { serverOption } from "../graphql-address.ts";

/** `tramontane record`. */
export const record = defineCommand({
  name: "record",
  summary: "Writes the stream of a conversation, one JSON object a line",
  words: "<conversation id> [file]",
  maxWords: 2,
  options: {
    turns: { type: "integer", example: "N", min: 1, description: "stop after N turns" },
    url: serverOption,
  },
  notes: "Ends when the conversation is closed, after N turns, or at Ctrl-C.",
  check: ({ words }) => words.length === 0 ? ["the id of the conversation is missing"] : [],
  async run({ values, words: [id = "", file] }) {
    const { recordConversation } = await import("../recording/record-conversation.ts");
    return await recordConversation(id, { ...values, file });
  },
});
