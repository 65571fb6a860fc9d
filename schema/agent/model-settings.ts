import type { ModelSettings as Settings, ToolChoice } from "../../protocol/agent/agent.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";

const ToolChoiceEnum = builder.enumType("ToolChoice", {
  description: "Whether a tool must be called.",
  values: enumValues<ToolChoice>({
    AUTO: "As the model thinks fit.",
    NONE: "None.",
    REQUIRED: "At least one.",
  }),
});

const words = {
  type: "How the model is asked; null leaves it to the provider.",
  temperature: "0 to 1.",
  topP: "0 to 1.",
  maxTokens: "Most tokens of one answer.",
  stop: "Texts that end an answer.",
  seed: "Seed, for models that take one.",
  toolChoice: "Whether a tool must be called; relaxed to AUTO once results are in.",
  reasoningEffort: "For models that reason: `none`, `high`, or what the provider names.",
  fallbackModel:
    "Model asked when the first one is unavailable for good in a turn; null: the turn fails.",
};

/** Settings of a version. */
export const ModelSettings = builder.objectRef<Settings>("ModelSettings").implement({
  description: words.type,
  fields: (t) => ({
    temperature: t.exposeFloat("temperature", { description: words.temperature, nullable: true }),
    topP: t.exposeFloat("topP", { description: words.topP, nullable: true }),
    maxTokens: t.exposeInt("maxTokens", { description: words.maxTokens, nullable: true }),
    stop: t.exposeStringList("stop", { description: words.stop, nullable: true }),
    seed: t.exposeInt("seed", { description: words.seed, nullable: true }),
    toolChoice: t.expose("toolChoice", {
      type: ToolChoiceEnum,
      description: words.toolChoice,
      nullable: true,
    }),
    reasoningEffort: t.exposeString("reasoningEffort", {
      description: words.reasoningEffort,
      nullable: true,
    }),
    fallbackModel: t.string({
      description: words.fallbackModel,
      nullable: true,
      resolve: ({ fallbackModel }) => fallbackModel ?? null,
    }),
  }),
});

/** Settings asked for. */
export const ModelSettingsInput = builder.inputType("ModelSettingsInput", {
  description: words.type,
  fields: (t) => ({
    temperature: t.float({ description: words.temperature }),
    topP: t.float({ description: words.topP }),
    maxTokens: t.int({ description: words.maxTokens }),
    stop: t.stringList({ description: words.stop }),
    seed: t.int({ description: words.seed }),
    toolChoice: t.field({ type: ToolChoiceEnum, description: words.toolChoice }),
    reasoningEffort: t.string({ description: words.reasoningEffort }),
    fallbackModel: t.string({ description: words.fallbackModel }),
  }),
});
