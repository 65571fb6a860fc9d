import type { AgentAliasRecord } from "../../protocol/records.ts";
import { AgentVersionConnection } from "./agent-version.ts";
import { builder } from "../builder.ts";
import { present } from "../errors.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Actor } from "../status.ts";
import { VersionSelector } from "./version-selector.ts";
import { Agent, AgentVersion } from "../refs.ts";

const AgentAlias = builder.objectRef<AgentAliasRecord>("AgentAlias").implement({
  description: "A movable name of a version.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name, such as `stable`." }),
    version: t.field({
      type: AgentVersion,
      description: "What it points at.",
      resolve: (alias, _, { reads }) => present("version", reads.agentVersion(alias.versionId)),
    }),
    movedAt: t.expose("movedAt", { type: "DateTime", description: "When it was last moved." }),
    movedBy: t.expose("movedBy", { type: Actor, description: "Who moved it." }),
  }),
});

Agent.implement({
  description: "A named agent.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    name: t.exposeString("name", { description: "Name, unique in the tenant." }),
    description: t.exposeString("description", { description: "What it is for.", nullable: true }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When first registered." }),
    archivedAt: t.expose("archivedAt", {
      type: "DateTime",
      description: "When archived; null while in use.",
      nullable: true,
    }),
    aliases: t.field({
      type: [AgentAlias],
      description: "Movable names of versions.",
      resolve: (agent, _, { reads }) => reads.aliasesOfAgent(agent.id),
    }),
    version: t.field({
      type: AgentVersion,
      description: "The version with this number or alias; the latest without either.",
      nullable: true,
      args: { at: t.arg({ type: VersionSelector, description: "Which one." }) },
      resolve: (agent, { at }, { reads }) => reads.agentVersionAt(agent.id, at ?? null),
    }),
    versions: t.field({
      type: AgentVersionConnection,
      description: "All versions, newest first.",
      args: forwardArgs(t.arg),
      complexity: pageCost,
      resolve: (agent, args, { reads }) => reads.agentVersions(agent.id, checkedPage(args)),
    }),
  }),
});

const AgentConnection = connection("Agent", Agent, {
  page: "Page of agents.",
  edge: "An agent in a page.",
  node: "The agent.",
});

builder.queryField("agent", (t) =>
  t.field({
    type: Agent,
    description: "An agent by its name.",
    nullable: true,
    args: { name: t.arg.string({ description: "Name, unique in the tenant.", required: true }) },
    resolve: (_, { name }, { reads }) => reads.agentByName(name),
  }));

builder.queryField("agents", (t) =>
  t.field({
    type: AgentConnection,
    description: "Agents by name.",
    args: {
      archived: t.arg.boolean({
        description: "Include archived ones.",
        required: true,
        defaultValue: false,
      }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { archived, ...args }, { reads }) => reads.agents({ archived }, checkedPage(args)),
  }));
