import type { PromptSource as Source } from "../../protocol/agent/agent.ts";
import { builder } from "../builder.ts";
import { promptDrifted } from "./drift.ts";

/** MCP prompt of instructions, with their text. */
export const PromptSource = builder.objectRef<{ source: Source; instructions: string }>(
  "PromptSource",
).implement({
  description: "The MCP prompt that instructions come from.",
  fields: (t) => ({
    server: t.string({
      description: "Name of the MCP server.",
      resolve: ({ source }) => source.server,
    }),
    name: t.string({ description: "Name of the prompt.", resolve: ({ source }) => source.name }),
    arguments: t.field({
      type: "JSON",
      description: "Arguments of the prompt, an object of strings.",
      nullable: true,
      resolve: ({ source }) => source.arguments,
    }),
    drifted: t.boolean({
      description:
        "True: the prompt now returns a different text. Null when the server does not answer.",
      nullable: true,
      complexity: 1,
      resolve: (parent, _, { reads }) => promptDrifted(parent, reads),
    }),
  }),
});
