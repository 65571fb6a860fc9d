import type { ModelSettings as Settings, ToolChoice } from "../../protocol/agent/agent.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";

const ToolChoiceEnum = builder.enumType("ToolChoice", {
  description: "Whether the model must call a tool.",
  values: enumValues<ToolChoice>({
    AUTO: "The model decides.",
    NONE: "The model must not call a tool.",
    REQUIRED: "The model must call at least one tool.",
  }),
});

const descriptions = {
  type: "Settings of the model. A null field leaves the default of the provider.",
  temperature: "Sampling temperature, 0 to 1.",
  topP: "Nucleus sampling, 0 to 1.",
  maxTokens: "Maximum number of tokens of an answer, from 1.",
  stop: "Texts at which an answer ends: at most 10, each at most 200 characters.",
  seed: "Seed for models that support one, from 0.",
  toolChoice:
    "Whether the model must call a tool. AUTO applies after the first tool results of a turn.",
  reasoningEffort: "Effort of reasoning models: `none`, `high`, or another value of the provider.",
  fallbackModel:
    "Model to use when all attempts of the first one failed as RATE_LIMITED or UNAVAILABLE; null: the turn fails.",
};

/** Model settings of a version. */
export const ModelSettings = builder.objectRef<Settings>("ModelSettings").implement({
  description: descriptions.type,
  fields: (t) => ({
    temperature: t.exposeFloat("temperature", {
      description: descriptions.temperature,
      nullable: true,
    }),
    topP: t.exposeFloat("topP", { description: descriptions.topP, nullable: true }),
    maxTokens: t.exposeInt("maxTokens", { description: descriptions.maxTokens, nullable: true }),
    stop: t.exposeStringList("stop", { description: descriptions.stop, nullable: true }),
    seed: t.exposeInt("seed", { description: descriptions.seed, nullable: true }),
    toolChoice: t.expose("toolChoice", {
      type: ToolChoiceEnum,
      description: descriptions.toolChoice,
      nullable: true,
    }),
    reasoningEffort: t.exposeString("reasoningEffort", {
      description: descriptions.reasoningEffort,
      nullable: true,
    }),
    fallbackModel: t.string({
      description: descriptions.fallbackModel,
      nullable: true,
      resolve: ({ fallbackModel }) => fallbackModel ?? null,
    }),
  }),
});

/** Requested model settings. */
export const ModelSettingsInput = builder.inputType("ModelSettingsInput", {
  description: descriptions.type,
  fields: (t) => ({
    temperature: t.float({ description: descriptions.temperature }),
    topP: t.float({ description: descriptions.topP }),
    maxTokens: t.int({ description: descriptions.maxTokens }),
    stop: t.stringList({ description: descriptions.stop }),
    seed: t.int({ description: descriptions.seed }),
    toolChoice: t.field({ type: ToolChoiceEnum, description: descriptions.toolChoice }),
    reasoningEffort: t.string({ description: descriptions.reasoningEffort }),
    fallbackModel: t.string({ description: descriptions.fallbackModel }),
  }),
});
