import type { AgentTool as AgentToolShape } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { ToolPolicy } from "../approval/approval.ts";
import { Budget } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { Change } from "./change.ts";
import { specChanges } from "./changes.ts";
import { driftOf, toolDrifted } from "./drift.ts";
import { badInput, requireRecord } from "../errors.ts";
import { ModelSettings } from "./model-settings.ts";
import { Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { PromptSource } from "./prompt-source.ts";
import { Tool } from "./tool.ts";
import { Agent, AgentVersion } from "../refs.ts";

const AgentTool = builder.objectRef<AgentToolShape>("AgentTool").implement({
  description: "A tool of an agent version.",
  fields: (t) => ({
    server: t.exposeString("server", {
      description:
        "Name of the MCP server; `mistral` for tools that Mistral executes, such as web_search.",
    }),
    tool: t.expose("tool", {
      type: Tool,
      description: "The tool as it was when the version was registered.",
    }),
    policy: t.expose("policy", {
      type: ToolPolicy,
      description: "Whether calls require approval.",
    }),
    approvalTimeout: t.expose("approvalTimeoutMs", {
      type: "Duration",
      description: "Time after which an approval expires.",
    }),
    approveOnTimeout: t.exposeBoolean("approveOnTimeout", {
      description: "True: a call is approved when its approval expires; false: rejected.",
    }),
    drifted: t.boolean({
      description:
        "True: the server now lists a different tool under this name, or none. Null when the server does not answer.",
      nullable: true,
      complexity: 1,
      resolve: (tool, _, { reads }) => toolDrifted(tool, reads),
    }),
  }),
});

AgentVersion.implement({
  description: "An immutable, numbered specification of an agent.",
  interfaces: [Node],
  fields: (t) => ({
    agent: t.field({
      type: Agent,
      description: "Agent of the version.",
      resolve: (version, _, { reads }) => requireRecord("agent", reads.agent(version.agentId)),
    }),
    number: t.exposeInt("number", { description: "Number of the version: 1, 2, 3, ..." }),
    hash: t.exposeString("hash", {
      description:
        "Hash of the specification: model, instructions, settings, tools, hand-offs, output schema, guardrails and budgets.",
    }),
    note: t.exposeString("note", {
      authScopes: { can: "agents:read:spec" },
      description:
        "Note of the registration; null without one. Null without the scope `agents:read:spec`.",
      nullable: true,
    }),
    createdAt: t.expose("createdAt", {
      type: "DateTime",
      description: "Time of the registration.",
    }),
    model: t.string({ description: "Name of the model.", resolve: ({ spec }) => spec.model }),
    instructions: t.string({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      description:
        "System instructions that the model receives. Null without the scope `agents:read:spec`.",
      resolve: ({ spec }) => spec.instructions,
    }),
    prompt: t.field({
      authScopes: { can: "agents:read:spec" },
      type: PromptSource,
      description:
        "MCP prompt that the instructions come from; null when they were given as text. Null without the scope `agents:read:spec`.",
      nullable: true,
      resolve: ({ spec: { prompt: source, instructions } }) =>
        source ? { source, instructions } : null,
    }),
    settings: t.field({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      type: ModelSettings,
      description: "Settings of the model. Null without the scope `agents:read:spec`.",
      resolve: ({ spec }) => spec.settings,
    }),
    tools: t.field({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      type: [AgentTool],
      description: "Tools of the version. Null without the scope `agents:read:spec`.",
      resolve: ({ spec }) => spec.tools,
    }),
    handoffs: t.field({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      type: [AgentVersion],
      description: "Versions that it may hand over to. Null without the scope `agents:read:spec`.",
      resolve: ({ spec }, _, { reads }) =>
        Promise.all(
          (spec.handoffs ?? []).map((id) => requireRecord("version", reads.agentVersion(id))),
        ),
    }),
    outputSchema: t.field({
      authScopes: { can: "agents:read:spec" },
      type: "JSON",
      description:
        "JSON Schema of the output; null for free text. Null without the scope `agents:read:spec`.",
      nullable: true,
      resolve: ({ spec }) => spec.outputSchema ?? null,
    }),
    guardrails: t.field({
      authScopes: { can: "agents:read:spec" },
      type: "JSON",
      description:
        "Guardrails as a list of Mistral's settings; null: none. Null without the scope `agents:read:spec`.",
      nullable: true,
      resolve: ({ spec }) => spec.guardrails ?? null,
    }),
    turnBudget: t.field({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      type: Budget,
      description: "Limits of each turn. Null without the scope `agents:read:spec`.",
      resolve: ({ spec }) => spec.turnBudget ?? noBudget,
    }),
    conversationBudget: t.field({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      type: Budget,
      description: "Limits of each conversation. Null without the scope `agents:read:spec`.",
      resolve: ({ spec }) => spec.conversationBudget ?? noBudget,
    }),
    drift: t.field({
      authScopes: { can: "agents:read:spec" },
      type: [Change],
      description:
        "Changes of its tools and prompt at the MCP servers since the registration; empty: none. Null when a server does not answer. Null without the scope `agents:read:spec`.",
      nullable: true,
      resolve: (version, _, { reads }) => driftOf(version, reads),
    }),
    changes: t.field({
      authScopes: { can: "agents:read:spec" },
      nullable: true,
      type: [Change],
      description:
        "Differences from another version of the same agent. Null without the scope `agents:read:spec`.",
      args: {
        since: t.arg.int({ description: "Number of the other version.", required: true }),
      },
      resolve: async ({ agentId, spec }, { since }, { reads }) => {
        const other = await reads.agentVersionAt(agentId, { number: since });
        if (!other) {
          throw badInput([{
            path: ["since"],
            message: "The agent has no version with this number.",
          }]);
        }
        return specChanges(other.spec, spec);
      },
    }),
    mistralAgentId: t.exposeString("remoteAgentId", {
      authScopes: { can: "agents:read:spec" },
      description:
        "Id of the agent at Mistral; null until the version is first used. Null without the scope `agents:read:spec`.",
      nullable: true,
    }),
  }),
});

/** Page of versions. */
export const AgentVersionConnection = connection("AgentVersion", AgentVersion, "versions");
