import type { PromptSource as Source } from "../../protocol/agent/agent.ts";
import { builder } from "../builder.ts";
import { promptDrifted } from "./drift.ts";

/** Where instructions came from, and what they were. */
export const PromptSource = builder.objectRef<{ source: Source; instructions: string }>(
  "PromptSource",
).implement({
  description: "The MCP prompt that instructions were made of.",
  fields: (t) => ({
    server: t.string({
      description: "Name of the MCP server.",
      resolve: ({ source }) => source.server,
    }),
    name: t.string({ description: "Name of the prompt.", resolve: ({ source }) => source.name }),
    arguments: t.field({
      type: "JSON",
      description: "Arguments it was given.",
      nullable: true,
      resolve: ({ source }) => source.arguments,
    }),
    drifted: t.boolean({
      description: "True when the server now gives another text; null when it cannot be reached.",
      nullable: true,
      resolve: (parent, _, { reads }) => promptDrifted(parent, reads),
    }),
  }),
});
