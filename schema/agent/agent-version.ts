import type { AgentTool as AgentToolShape } from "../../protocol/agent/agent.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { ToolPolicy } from "../approval/approval.ts";
import { Budget } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { Change } from "./change.ts";
import { specChanges } from "./changes.ts";
import { driftOf, toolDrifted } from "./drift.ts";
import { badInput, present } from "../errors.ts";
import { ModelSettings } from "./model-settings.ts";
import { Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { PromptSource } from "./prompt-source.ts";
import { Tool } from "./tool.ts";
import { Agent, AgentVersion } from "../refs.ts";

const AgentTool = builder.objectRef<AgentToolShape>("AgentTool").implement({
  description: "A tool as an agent version holds it.",
  fields: (t) => ({
    server: t.exposeString("server", {
      description:
        "Name of the MCP server; `mistral` for what Mistral runs itself: web_search, code_interpreter, ...",
    }),
    tool: t.expose("tool", { type: Tool, description: "Snapshot of the tool." }),
    policy: t.expose("policy", { type: ToolPolicy, description: "Who decides." }),
    approvalTimeout: t.expose("approvalTimeoutMs", {
      type: "Duration",
      description: "How long a human is waited for.",
    }),
    approveOnTimeout: t.exposeBoolean("approveOnTimeout", {
      description: "True: approved when nobody decides in time; false: rejected.",
    }),
    drifted: t.boolean({
      description:
        "True when the server now offers something else under this name; null when it cannot be reached.",
      nullable: true,
      resolve: (tool, _, { reads }) => toolDrifted(tool, reads),
    }),
  }),
});

AgentVersion.implement({
  description: "An immutable snapshot of an agent.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    agent: t.field({
      type: Agent,
      description: "The agent.",
      resolve: (version, _, { reads }) => present("agent", reads.agent(version.agentId)),
    }),
    number: t.exposeInt("number", { description: "1, 2, 3, ..." }),
    hash: t.exposeString("hash", {
      description:
        "Hash of model, instructions, settings, tools, hand-offs, schemas, guardrails and limits; not of note and dates.",
    }),
    note: t.exposeString("note", { description: "Why it was made.", nullable: true }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When registered." }),
    model: t.string({ description: "Model name.", resolve: ({ spec }) => spec.model }),
    instructions: t.string({
      description: "System instructions, as sent.",
      resolve: ({ spec }) => spec.instructions,
    }),
    prompt: t.field({
      type: PromptSource,
      description: "Where the instructions came from, when from an MCP prompt.",
      nullable: true,
      resolve: ({ spec: { prompt: source, instructions } }) =>
        source ? { source, instructions } : null,
    }),
    settings: t.field({
      type: ModelSettings,
      description: "Sampling settings.",
      resolve: ({ spec }) => spec.settings,
    }),
    tools: t.field({
      type: [AgentTool],
      description: "Tools, as they were when registered.",
      resolve: ({ spec }) => spec.tools,
    }),
    handoffs: t.field({
      type: [AgentVersion],
      description: "Versions it may hand over to.",
      resolve: ({ spec }, _, { reads }) =>
        Promise.all(
          (spec.handoffs ?? []).map((id) => present("version", reads.agentVersion(id))),
        ),
    }),
    outputSchema: t.field({
      type: "JSON",
      description: "JSON Schema of the output; null for free text.",
      nullable: true,
      resolve: ({ spec }) => spec.outputSchema ?? null,
    }),
    guardrails: t.field({
      type: "JSON",
      description: "Mistral's guardrail settings, as sent.",
      nullable: true,
      resolve: ({ spec }) => spec.guardrails ?? null,
    }),
    turnBudget: t.field({
      type: Budget,
      description: "Limits of a turn.",
      resolve: ({ spec }) => spec.turnBudget ?? noBudget,
    }),
    conversationBudget: t.field({
      type: Budget,
      description: "Limits of a conversation.",
      resolve: ({ spec }) => spec.conversationBudget ?? noBudget,
    }),
    drift: t.field({
      type: [Change],
      description:
        "What has changed at the MCP servers since; empty when nothing has, null when one cannot be reached.",
      nullable: true,
      resolve: (version, _, { reads }) => driftOf(version, reads),
    }),
    changes: t.field({
      type: [Change],
      description: "What this version changed against another of the same agent.",
      args: {
        since: t.arg.int({ description: "Number of the other version.", required: true }),
      },
      resolve: async ({ agentId, spec }, { since }, { reads }) => {
        const other = await reads.agentVersionAt(agentId, { number: since });
        if (!other) throw badInput([{ path: ["since"], message: "There is no such version." }]);
        return specChanges(other.spec, spec);
      },
    }),
    mistralAgentId: t.exposeString("remoteAgentId", {
      description: "The agent at Mistral that this version is; null until first used.",
      nullable: true,
    }),
  }),
});

/** Page of versions. */
export const AgentVersionConnection = connection("AgentVersion", AgentVersion, {
  page: "Page of versions.",
  edge: "A version in a page.",
  node: "The version.",
});
