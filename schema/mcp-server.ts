import type { McpServerRecord } from "../protocol/records.ts";
import { builder } from "./builder.ts";
import { Node } from "./node.ts";
import { Failure } from "./shared.ts";
import { Prompt, Tool } from "./tool.ts";

const McpServer = builder.objectRef<McpServerRecord>("McpServer").implement({
  description: "A server of tools and prompts.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    name: t.exposeString("name", { description: "Name that agents use." }),
    url: t.exposeString("url", { description: "Streamable HTTP address." }),
    seenAt: t.expose("seenAt", {
      type: "DateTime",
      description: "When it last answered; null when never.",
      nullable: true,
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Why it does not answer; null when it does.",
      nullable: true,
    }),
    tools: t.expose("tools", { type: [Tool], description: "Tools, as last listed." }),
    prompts: t.expose("prompts", { type: [Prompt], description: "Prompts, as last listed." }),
  }),
});

builder.queryField("mcpServers", (t) =>
  t.field({
    type: [McpServer],
    description: "The MCP servers this deployment knows, with what they offer.",
    resolve: (_, __, { reads }) => reads.mcpServers(),
  }));
