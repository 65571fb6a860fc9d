import type { AgentAliasRecord, AliasMoveRecord } from "../../protocol/agent/records.ts";
import { AgentVersionConnection } from "./agent-version.ts";
import { builder } from "../builder.ts";
import { requireRecord } from "../errors.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost, queryCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Actor } from "../status.ts";
import { VersionSelector } from "./version-selector.ts";
import { Agent, AgentVersion } from "../refs.ts";

const AgentAlias = builder.objectRef<AgentAliasRecord>("AgentAlias").implement({
  description: "A name that points at a version of an agent and can be moved.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the alias, such as `stable`." }),
    version: t.field({
      type: AgentVersion,
      description: "Version that the alias points at.",
      resolve: (alias, _, { reads }) =>
        requireRecord("version", reads.agentVersion(alias.versionId)),
    }),
    movedAt: t.expose("movedAt", { type: "DateTime", description: "Time of the last move." }),
    movedBy: t.expose("movedBy", { type: Actor, description: "Actor that moved it." }),
  }),
});

const AliasMove = builder.objectRef<AliasMoveRecord>("AliasMove").implement({
  description: "A move of an alias. It never changes.",
  fields: (t) => ({
    alias: t.exposeString("name", { description: "Name of the alias." }),
    version: t.field({
      type: AgentVersion,
      description: "Version that it points at since then; null: it was removed.",
      nullable: true,
      resolve: ({ versionId }, _, { reads }) =>
        versionId === null ? null : requireRecord("version", reads.agentVersion(versionId)),
    }),
    movedAt: t.expose("movedAt", { type: "DateTime", description: "Time of the move." }),
    movedBy: t.expose("movedBy", { type: Actor, description: "Actor that moved or removed it." }),
  }),
});

const AliasMoveConnection = connection("AliasMove", AliasMove, "moves");

Agent.implement({
  description: "An agent: a name with versions and aliases.",
  interfaces: [Node],
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the agent, unique in the tenant." }),
    description: t.exposeString("description", {
      description: "What the agent is for; null when not described.",
      nullable: true,
    }),
    createdAt: t.expose("createdAt", {
      type: "DateTime",
      description: "Time of the first registration.",
    }),
    archivedAt: t.expose("archivedAt", {
      type: "DateTime",
      description: "Time at which it was archived; null while it is in use.",
      nullable: true,
    }),
    aliases: t.field({
      authScopes: { can: "agents:read" },
      nullable: true,
      type: [AgentAlias],
      description: "Aliases of the agent. Null without the scope `agents:read`.",
      resolve: (agent, _, { reads }) => reads.aliasesOfAgent(agent.id),
    }),
    aliasMoves: t.field({
      authScopes: { can: "agents:read" },
      nullable: true,
      type: AliasMoveConnection,
      description:
        "Moves of all its aliases, the newest first: who pointed which alias at which version. Null without the scope `agents:read`.",
      args: forwardArgs(t.arg),
      complexity: pageCost,
      resolve: (agent, args, { reads }) => reads.aliasMoves(agent.id, checkedPage(args)),
    }),
    version: t.field({
      authScopes: { can: "agents:read" },
      type: AgentVersion,
      description:
        "The version that `at` selects, the latest when `at` is null; null when there is none. Null without the scope `agents:read`.",
      nullable: true,
      args: {
        at: t.arg({ type: VersionSelector, description: "Number or alias of the version." }),
      },
      // The latest versions of many agents are read together.
      complexity: ({ at }) => at == null ? 1 : queryCost,
      resolve: (agent, { at }, { reads }) => reads.agentVersionAt(agent.id, at ?? null),
    }),
    versions: t.field({
      authScopes: { can: "agents:read" },
      nullable: true,
      type: AgentVersionConnection,
      description: "All versions, the newest first. Null without the scope `agents:read`.",
      args: forwardArgs(t.arg),
      complexity: pageCost,
      resolve: (agent, args, { reads }) => reads.agentVersions(agent.id, checkedPage(args)),
    }),
  }),
});

const AgentConnection = connection("Agent", Agent, "agents");

builder.queryField("agent", (t) =>
  t.field({
    authScopes: { can: "agents:read" },
    type: Agent,
    description:
      "The agent with this name; null when there is none. Null without the scope `agents:read`.",
    nullable: true,
    args: { name: t.arg.string({ description: "Name of the agent.", required: true }) },
    resolve: (_, { name }, { reads }) => reads.agentByName(name),
  }));

builder.queryField("agents", (t) =>
  t.field({
    authScopes: { can: "agents:read" },
    nullable: true,
    type: AgentConnection,
    description: "Agents, sorted by name. Null without the scope `agents:read`.",
    args: {
      archived: t.arg.boolean({
        description: "True: also archived agents.",
        required: true,
        defaultValue: false,
      }),
      ...forwardArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { archived, ...args }, { reads }) => reads.agents({ archived }, checkedPage(args)),
  }));
