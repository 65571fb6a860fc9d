import type { ListingProblem, McpServerRecord } from "../../protocol/mcp/records.ts";
import { builder } from "../builder.ts";
import { Node } from "../node.ts";
import { Failure } from "../status.ts";
import { Prompt, Tool } from "./tool.ts";

const Problem = builder.objectRef<ListingProblem>("McpListingProblem").implement({
  description: "A fault in a server's list of tools or prompts.",
  fields: (t) => ({
    name: t.exposeString("name", {
      description: "Name of the tool or prompt; null when the fault affects the whole list.",
      nullable: true,
    }),
    message: t.exposeString("message", {
      description: "English text for display: the fault and its consequence.",
    }),
    usable: t.exposeBoolean("usable", {
      description: "True: agents can use it despite the fault. False: it is left out.",
    }),
  }),
});

const McpServer = builder.objectRef<McpServerRecord>("McpServer").implement({
  description: "An MCP server that agents of the tenant can use.",
  interfaces: [Node],
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the server, which agents refer to." }),
    url: t.exposeString("url", {
      authScopes: { can: "servers:read:address" },
      nullable: true,
      description:
        "Address for Streamable HTTP; or `stdio:` and the command that the worker starts. Null without the scope `servers:read:address`.",
    }),
    seenAt: t.expose("seenAt", {
      type: "DateTime",
      description: "Time of its last answer; null when it never answered.",
      nullable: true,
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Reason why the last listing failed; null when it succeeded.",
      nullable: true,
    }),
    tools: t.expose("tools", {
      // AgentVersion.tools can be null, and a selection may contain both.
      authScopes: { can: "servers:read" },
      nullable: true,
      type: [Tool],
      description: "Tools of the last successful listing. Null without the scope `servers:read`.",
    }),
    problems: t.expose("problems", {
      type: [Problem],
      description:
        "Faults of tools, prompts and lists, at most 100. Tools without a fault can be used.",
    }),
    prompts: t.expose("prompts", {
      type: [Prompt],
      description: "Prompts of the last successful listing.",
    }),
  }),
});

builder.queryField("mcpServers", (t) =>
  t.field({
    authScopes: { can: "servers:read" },
    nullable: true,
    type: [McpServer],
    description:
      "MCP servers of the tenant, with their tools and prompts: its own if the deployment gives it some, else those of the deployment. Null without the scope `servers:read`.",
    resolve: (_, __, { reads }) => reads.mcpServers(),
  }));
