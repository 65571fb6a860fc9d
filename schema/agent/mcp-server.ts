import type { ListingProblem, McpServerRecord } from "../../protocol/records.ts";
import { builder } from "../builder.ts";
import { Node } from "../node.ts";
import { Failure } from "../status.ts";
import { Prompt, Tool } from "./tool.ts";

const Problem = builder.objectRef<ListingProblem>("McpListingProblem").implement({
  description: "A fault in a server's list of tools or prompts.",
  fields: (t) => ({
    name: t.exposeString("name", {
      description: "Name of the tool or prompt; null when the fault concerns the whole list.",
      nullable: true,
    }),
    message: t.exposeString("message", { description: "The fault, and its consequence." }),
    usable: t.exposeBoolean("usable", {
      description: "True when it is offered despite the fault; false when it is left out.",
    }),
  }),
});

const McpServer = builder.objectRef<McpServerRecord>("McpServer").implement({
  description: "A server of tools and prompts.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    name: t.exposeString("name", { description: "Name that agents use." }),
    url: t.exposeString("url", {
      description:
        "Streamable HTTP address; `stdio:` and the command of a program that the worker starts.",
    }),
    seenAt: t.expose("seenAt", {
      type: "DateTime",
      description: "When it last answered; null when never.",
      nullable: true,
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Why it cannot be listed, with the cause; null when it can.",
      nullable: true,
    }),
    tools: t.expose("tools", { type: [Tool], description: "Tools, as last listed." }),
    problems: t.expose("problems", {
      type: [Problem],
      description:
        "Faults of single tools and prompts, or of the lists, at most 100; tools without a fault are offered. Empty when there is none.",
    }),
    prompts: t.expose("prompts", { type: [Prompt], description: "Prompts, as last listed." }),
  }),
});

builder.queryField("mcpServers", (t) =>
  t.field({
    type: [McpServer],
    description: "The MCP servers this deployment knows, with what they offer.",
    resolve: (_, __, { reads }) => reads.mcpServers(),
  }));
