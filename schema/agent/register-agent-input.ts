import { agentNamePattern, type ModelSettings, noSettings } from "../../protocol/agent/agent.ts";
import { maxApprovalTimeoutMs, type ToolPolicy } from "../../protocol/approval/approval.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import type { Instructions, RegisterAgent } from "../../protocol/agent/commands.ts";
import { hostedToolIssues } from "../../protocol/agent/hosted-tools.ts";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { type BudgetGiven, budgetIssues, toBudget } from "../budget/budget-input.ts";
import {
  guardrailIssues,
  handoffIssues,
  outputFields,
  outputSchemaIssues,
  sizeIssues,
} from "./output-input.ts";
import {
  issueIf,
  lengthIssues,
  listIssues,
  type Maybe,
  rangeIssues,
  textIssues,
} from "../mutation/issues.ts";

/** Input of registerAgent. */
export interface RegisterAgentInput {
  idempotencyKey: string;
  name: string;
  description?: Maybe<string>;
  model: string;
  instructions: {
    text?: Maybe<string>;
    prompt?: Maybe<{ server: string; name: string; arguments?: unknown }>;
  };
  tools: {
    server: string;
    name?: Maybe<string>;
    policy?: Maybe<ToolPolicy>;
    /** ms. */
    approvalTimeout: number;
    approveOnTimeout: boolean;
    settings?: unknown;
  }[];
  /** Absent: none. */
  handoffs?: string[];
  outputSchema?: unknown;
  guardrails?: unknown;
  note?: Maybe<string>;
  settings?: Maybe<{ [K in keyof ModelSettings]?: Maybe<ModelSettings[K]> }>;
  turnBudget?: Maybe<BudgetGiven>;
  conversationBudget?: Maybe<BudgetGiven>;
  alias?: Maybe<string>;
}

/** Message of an invalid agent or alias name. */
export const agentNameMessage =
  "Use 1 to 64 lower-case letters, digits and `-`, with a letter or digit at both ends.";
/** Maximum length of instructions, UTF-16 code units. */
const maxInstructionsLength = 100_000;
const maxNameLength = 200;
const maxStopTexts = 10;
const maxInt = 2_147_483_647;

/** Issues of an input of registerAgent, except those that require the listings of servers. */
export function registerAgentIssues(input: RegisterAgentInput): ValidationIssue[] {
  const { alias } = input;
  return [
    ...issueIf(!agentNamePattern.test(input.name), ["name"], agentNameMessage),
    ...lengthIssues(input.description, ["description"], limits.messageLength),
    ...textIssues(input.model, ["model"], maxNameLength),
    ...instructionsIssues(input.instructions),
    ...toolIssues(input.tools),
    ...handoffIssues(input),
    ...outputSchemaIssues(input),
    ...guardrailIssues(input.guardrails),
    ...lengthIssues(input.note, ["note"], limits.messageLength),
    ...budgetIssues(input.turnBudget, ["turnBudget"]),
    ...budgetIssues(input.conversationBudget, ["conversationBudget"]),
    ...settingsIssues(input.settings ?? {}),
    ...issueIf(
      input.settings?.fallbackModel === input.model,
      ["settings", "fallbackModel"],
      "Name another model than the first one.",
    ),
    ...issueIf(alias != null && !agentNamePattern.test(alias), ["alias"], agentNameMessage),
  ];
}

function instructionsIssues({ text, prompt }: RegisterAgentInput["instructions"]) {
  if (!prompt) return textIssues(text ?? "", ["instructions", "text"], maxInstructionsLength);
  const at = ["instructions", "prompt"];
  return [
    ...textIssues(prompt.server, [...at, "server"], maxNameLength),
    ...textIssues(prompt.name, [...at, "name"], maxNameLength),
    ...argumentIssues(prompt.arguments, [...at, "arguments"]),
  ];
}

function argumentIssues(given: unknown, path: string[]): ValidationIssue[] {
  if (given == null) return [];
  const plain = typeof given === "object" && !Array.isArray(given);
  const message = "Write an object of strings.";
  if (!plain) return [{ path, message }];
  const size = sizeIssues(given, path);
  if (size.length > 0) return size;
  return Object.entries(given).flatMap(([name, value]) =>
    issueIf(typeof value !== "string", [...path, name], "Write a string.")
  );
}

function toolIssues(tools: RegisterAgentInput["tools"]): ValidationIssue[] {
  const max = [limits.tools, `Name at most ${limits.tools} tools.`] as const;
  const names = tools.slice(0, limits.tools)
    .map(({ server, name }) => JSON.stringify([server, name ?? null]));
  return listIssues(
    tools,
    ["tools"],
    max,
    ({ server, name, approvalTimeout, ...wish }, path, i) => [
      ...hostedToolIssues({ server, name, ...wish }, path),
      ...issueIf(
        approvalTimeout < 1_000 || approvalTimeout > maxApprovalTimeoutMs,
        [...path, "approvalTimeout"],
        "Wait for PT1S to P30D.",
      ),
      ...textIssues(server, [...path, "server"], maxNameLength),
      ...textIssues(name, [...path, "name"], maxNameLength),
      ...issueIf(names.indexOf(names[i] ?? "") < i, path, "This tool is named twice."),
    ],
  );
}

function settingsIssues(
  settings: NonNullable<RegisterAgentInput["settings"]>,
): ValidationIssue[] {
  const { stop } = settings;
  return [
    ...rangeIssues(settings.temperature, ["settings", "temperature"], [0, 1]),
    ...rangeIssues(settings.topP, ["settings", "topP"], [0, 1]),
    ...rangeIssues(settings.maxTokens, ["settings", "maxTokens"], [1, maxInt]),
    ...rangeIssues(settings.seed, ["settings", "seed"], [0, maxInt]),
    ...textIssues(settings.reasoningEffort, ["settings", "reasoningEffort"], maxNameLength),
    ...textIssues(settings.fallbackModel, ["settings", "fallbackModel"], maxNameLength),
    ...listIssues(
      stop ?? [],
      ["settings", "stop"],
      [maxStopTexts, `Name at most ${maxStopTexts} texts.`],
      (text, path) => [
        ...issueIf(text === "", path, "Write a text that is not empty."),
        ...lengthIssues(text, path, maxNameLength),
      ],
    ),
  ];
}

/** The command of a valid input. */
export function toRegisterAgent(input: RegisterAgentInput): RegisterAgent {
  return {
    idempotencyKey: input.idempotencyKey,
    name: input.name,
    description: input.description ?? null,
    model: input.model,
    instructions: toInstructions(input.instructions),
    // The input is refused when there are more; the store need not check those.
    tools: input.tools.slice(0, limits.tools).map((
      { server, name, policy, approvalTimeout, approveOnTimeout, settings },
    ) => ({
      ...(settings != null && { settings: settings as Record<string, unknown> }),
      server,
      name: name ?? null,
      policy: policy ?? null,
      approvalTimeoutMs: approvalTimeout,
      approveOnTimeout,
    })),
    settings: toSettings(input.settings ?? {}),
    turnBudget: toBudget(input.turnBudget) ?? noBudget,
    conversationBudget: toBudget(input.conversationBudget) ?? noBudget,
    ...outputFields(input),
    note: input.note ?? null,
    alias: input.alias ?? null,
  };
}

function toInstructions({ text, prompt }: RegisterAgentInput["instructions"]): Instructions {
  if (!prompt) return text ?? "";
  const { server, name, arguments: given } = prompt;
  const plain = typeof given === "object" && given !== null && !Array.isArray(given);
  return { prompt: { server, name, arguments: (plain ? given : {}) as Record<string, string> } };
}

function toSettings(settings: NonNullable<RegisterAgentInput["settings"]>): ModelSettings {
  const given = Object.entries(settings).filter(([, value]) => value != null);
  return { ...noSettings, ...Object.fromEntries(given) };
}
