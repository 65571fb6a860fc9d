import type { RegisteredAgent } from "../../protocol/commands.ts";
import { approvalTimeoutMs } from "../../protocol/approval/approval.ts";
import { ToolPolicy } from "../approval/approval.ts";
import { BudgetInput } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { registerAgentIssues, toRegisterAgent } from "./register-agent-input.ts";
import { present } from "../errors.ts";
import { keyDescription } from "../mutation/input-descriptions.ts";
import { ModelSettingsInput } from "./model-settings.ts";
import { narrowed, resultTypeName } from "../mutation/outcome.ts";
import {
  ConflictError,
  NotFoundError,
  UnavailableError,
  ValidationError,
} from "../mutation/user-error.ts";
import { AgentVersion } from "../refs.ts";

const PromptInput = builder.inputType("PromptInput", {
  description: "An MCP prompt and its arguments.",
  fields: (t) => ({
    server: t.string({ description: "Name of the MCP server.", required: true }),
    name: t.string({ description: "Name of the prompt.", required: true }),
    arguments: t.field({ type: "JSON", description: "Its arguments, an object of strings." }),
  }),
});

const InstructionsInput = builder.inputType("InstructionsInput", {
  description: "Instructions: exactly one of these.",
  isOneOf: true,
  fields: (t) => ({
    text: t.string({ description: "The text itself." }),
    prompt: t.field({ type: PromptInput, description: "An MCP prompt, fetched now." }),
  }),
});

const AgentToolInput = builder.inputType("AgentToolInput", {
  description: "A tool for an agent.",
  fields: (t) => ({
    server: t.string({
      description: "Name of the MCP server, or `mistral` for what Mistral runs itself.",
      required: true,
    }),
    name: t.string({
      description: "Name of the tool; null takes all that the MCP server offers now.",
    }),
    settings: t.field({
      type: "JSON",
      description: "What a tool of `mistral` needs, such as libraryIds.",
    }),
    policy: t.field({
      type: ToolPolicy,
      description: "Who decides; null: AUTO for a readOnly tool, ASK for any other.",
    }),
    approvalTimeout: t.field({
      type: "Duration",
      description: "How long a human is waited for.",
      required: true,
      defaultValue: approvalTimeoutMs,
    }),
    approveOnTimeout: t.boolean({
      description: "True: approved when nobody decides in time; false: rejected.",
      required: true,
      defaultValue: false,
    }),
  }),
});

const RegisterAgentInput = builder.inputType("RegisterAgentInput", {
  description: "Input of registerAgent.",
  fields: (t) => ({
    idempotencyKey: t.string({ description: keyDescription, required: true }),
    name: t.string({
      description: "Name: lower-case letters, digits, `-`; at most 64.",
      required: true,
    }),
    description: t.string({ description: "What it is for." }),
    model: t.string({ description: "Model name.", required: true }),
    instructions: t.field({
      type: InstructionsInput,
      description: "System instructions.",
      required: true,
    }),
    tools: t.field({
      type: [AgentToolInput],
      description: "Tools.",
      required: true,
      defaultValue: [],
    }),
    handoffs: t.stringList({
      description: "Names of agents it may hand over to; their latest versions are pinned.",
      required: true,
      defaultValue: [],
    }),
    outputSchema: t.field({ type: "JSON", description: "JSON Schema of the output." }),
    guardrails: t.field({ type: "JSON", description: "Mistral's guardrail settings." }),
    note: t.string({ description: "Why this version is made." }),
    settings: t.field({ type: ModelSettingsInput, description: "Sampling settings." }),
    turnBudget: t.field({ type: BudgetInput, description: "Limits of a turn." }),
    conversationBudget: t.field({
      type: BudgetInput,
      description: "Limits of a conversation.",
    }),
    alias: t.string({ description: "Points this alias at the result, in the same step." }),
  }),
});

const Payload = builder.objectRef<RegisteredAgent>("RegisterAgentPayload").implement({
  description: "A version was made or found.",
  fields: (t) => ({
    version: t.field({
      type: AgentVersion,
      description: "The version.",
      resolve: ({ versionId }, _, { reads }) => present("version", reads.agentVersion(versionId)),
    }),
    created: t.exposeBoolean("created", {
      description: "False: a version with this content was there already.",
    }),
    replayed: t.exposeBoolean("replayed", {
      description:
        "True: this key was answered before, and this is that answer's subject as it is now.",
    }),
  }),
});

const refusals = [
  "ValidationError",
  "NotFoundError",
  "ConflictError",
  "UnavailableError",
] as const;

const Result = builder.unionType("RegisterAgentResult", {
  description: "Result of registerAgent.",
  types: [Payload, ValidationError, NotFoundError, ConflictError, UnavailableError],
  resolveType: resultTypeName("RegisterAgentPayload"),
});

builder.mutationField("registerAgent", (t) =>
  t.field({
    type: Result,
    description:
      "Makes a version of an agent, and the agent with it. Identical content makes no new version.",
    args: { input: t.arg({ type: RegisterAgentInput, description: "Input.", required: true }) },
    resolve: (_, { input }, { commands }) => {
      const done = commands.registerAgent(toRegisterAgent(input), registerAgentIssues(input));
      return narrowed(done, refusals);
    },
  }));
