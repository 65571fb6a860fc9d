import { approvalTimeoutMs } from "../../protocol/approval/approval.ts";
import { ToolPolicy } from "../approval/approval.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { aliasScope } from "./alias-scope.ts";
import { registerAgentIssues, toRegisterAgent } from "./register-agent-input.ts";
import { requireRecord } from "../errors.ts";
import { mutation } from "../mutation/mutation.ts";
import { ModelSettingsInput } from "./model-settings.ts";
import { AgentVersion } from "../refs.ts";

const PromptInput = builder.inputType("PromptInput", {
  description: "An MCP prompt with its arguments.",
  fields: (t) => ({
    server: t.string({ description: "Name of the MCP server.", required: true }),
    name: t.string({ description: "Name of the prompt.", required: true }),
    arguments: t.field({
      type: "JSON",
      description: "Arguments of the prompt, an object of strings; null: none.",
    }),
  }),
});

const InstructionsInput = builder.inputType("InstructionsInput", {
  description: "Instructions: exactly one of these fields.",
  isOneOf: true,
  fields: (t) => ({
    text: t.string({ description: "Text of the instructions, at most 100,000 characters." }),
    prompt: t.field({
      type: PromptInput,
      description: "MCP prompt whose text is fetched at the registration.",
    }),
  }),
});

const AgentToolInput = builder.inputType("AgentToolInput", {
  description: "A tool, or all tools of an MCP server.",
  fields: (t) => ({
    server: t.string({
      description: "Name of the MCP server; `mistral` for tools that Mistral executes.",
      required: true,
    }),
    name: t.string({
      description: "Name of the tool; null: all tools that the MCP server lists now.",
    }),
    settings: t.field({
      type: "JSON",
      description: "Settings of a tool of `mistral`, such as libraryIds; null: none.",
    }),
    policy: t.field({
      type: ToolPolicy,
      description:
        "Whether calls require approval; null: AUTO for a readOnly tool, ASK for others.",
    }),
    approvalTimeout: t.field({
      type: "Duration",
      description: "Time after which an approval expires, PT1S to P30D.",
      required: true,
      defaultValue: approvalTimeoutMs,
    }),
    approveOnTimeout: t.boolean({
      description: "True: a call is approved when its approval expires; false: rejected.",
      required: true,
      defaultValue: false,
    }),
  }),
});

mutation("registerAgent", {
  description:
    "Creates a version of an agent, and the agent if it is new. Content that equals that of an existing version creates none.",
  input: (t) => ({
    name: t.string({
      description: "Name of the agent: lower-case letters, digits and `-`, at most 64.",
      required: true,
    }),
    description: t.string({ description: "What the agent is for; null keeps what is recorded." }),
    model: t.string({ description: "Name of the model.", required: true }),
    instructions: t.field({
      type: InstructionsInput,
      description: "System instructions.",
      required: true,
    }),
    tools: t.field({
      type: [AgentToolInput],
      description: "Tools that the agent may call.",
      required: true,
      defaultValue: [],
    }),
    handoffs: t.stringList({
      description:
        "Names of agents that it may hand over to, at most 20. The version is pinned to their latest versions.",
      required: true,
      defaultValue: [],
    }),
    outputSchema: t.field({
      type: "JSON",
      description:
        "JSON Schema of the output, at most 50,000 characters; `type` must be `object`. Null: free text.",
    }),
    guardrails: t.field({
      type: "JSON",
      description: "Guardrails as a list of Mistral's settings; null: none.",
    }),
    note: t.string({ description: "Note on the version, such as the reason of the change." }),
    settings: t.field({
      type: ModelSettingsInput,
      description: "Settings of the model; null: the provider's defaults.",
    }),
    turnBudget: t.field({ type: BudgetInput, description: "Limits of each turn; null: none." }),
    conversationBudget: t.field({
      type: BudgetInput,
      description: "Limits of each conversation; null: none.",
    }),
    alias: t.string({
      description:
        "Alias that is pointed at the version in the same transaction; null: none. `stable` needs the scope `agents:promote`.",
    }),
  }),
  scope: ({ alias }) => ["agents:write", ...(alias == null ? [] : [aliasScope(alias)])],
  issues: (input) => registerAgentIssues(input),
  commandReportsIssues: true,
  execute: (input, commands, issues) => commands.registerAgent(toRegisterAgent(input), issues),
  payload: {
    description: "The version was created, or exists already.",
    fields: (t) => ({
      version: t.field({
        type: AgentVersion,
        description: "The version.",
        resolve: ({ versionId }, _, { reads }) =>
          requireRecord("version", reads.agentVersion(versionId)),
      }),
      created: t.exposeBoolean("created", {
        description: "False: a version with this content existed already.",
      }),
    }),
  },
  errors: ["NotFoundError", "ConflictError", "UnavailableError"],
});
