import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { isId } from "../../protocol/ids.ts";
import { limits } from "../../protocol/limits.ts";
import type { CreateSchedule, UpdateSchedule } from "../../protocol/schedule/commands.ts";
import {
  type OverlapPolicy,
  scheduleLimits as max,
  type ScheduleSettings,
  type ScheduleWork,
} from "../../protocol/schedule/schedule.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { agentNameMessage } from "../agent/register-agent-input.ts";
import { type BudgetGiven, budgetIssues, toBudget } from "../budget/budget-input.ts";
import { startConversationIssues } from "../conversation/conversation-input.ts";
import { issueIf, type Maybe, textIssues } from "../mutation/issues.ts";
import { startResearchIssues, toStartResearch } from "../research/research-input.ts";
import { type SpecInput, specIssues, toSpec } from "./spec-input.ts";
import { templateIssues } from "./template-issues.ts";

/** Input of `ScheduleWorkInput`: exactly one field. */
export interface WorkInput {
  message?: Maybe<{ conversationId: string; text: string }>;
  conversation?: Maybe<
    { agent: string; alias?: Maybe<string>; title?: Maybe<string>; labels: string[]; text: string }
  >;
  research?: Maybe<{
    question: string;
    symbols: string[];
    allowUnknown: boolean;
    searches: number;
    revisions: number;
    language: string;
    alias: string;
  }>;
}

/** The settings of a schedule as they are given; absent ones stay, or have a default. */
export interface SettingsInput {
  name?: Maybe<string>;
  spec?: Maybe<SpecInput>;
  work?: Maybe<WorkInput>;
  overlap?: Maybe<OverlapPolicy>;
  catchUp?: Maybe<number>;
  jitter?: Maybe<number>;
  pauseAfterFailures?: Maybe<number>;
  budgetPerFiring?: Maybe<BudgetGiven>;
}

/** Input of createSchedule. */
export interface CreateScheduleInput extends SettingsInput {
  idempotencyKey: string;
  name: string;
  spec: SpecInput;
  work: WorkInput;
}

/** Input of updateSchedule. */
export interface UpdateScheduleInput extends SettingsInput {
  idempotencyKey: string;
  scheduleId: string;
  expectedRevision: number;
}

/** Issues of settings, except what only the store knows. */
export function settingsIssues(input: SettingsInput): ValidationIssue[] {
  const { name, spec, work, catchUp, jitter, pauseAfterFailures, budgetPerFiring } = input;
  const between = (ms: Maybe<number>, path: string, [from, to]: [number, number], text: string) =>
    issueIf(ms != null && (ms < from || ms > to), [path], text);
  return [
    ...textIssues(name, ["name"], max.nameLength),
    ...(spec ? specIssues(spec) : []),
    ...(work ? workIssues(work) : []),
    ...between(catchUp, "catchUp", [max.minCatchUpMs, max.maxCatchUpMs], "Give PT1M to P7D."),
    ...between(jitter, "jitter", [0, max.maxJitterMs], "Give at most PT1H."),
    ...between(
      pauseAfterFailures,
      "pauseAfterFailures",
      [1, max.maxPauseAfterFailures],
      `Write a number from 1 to ${max.maxPauseAfterFailures}, or null for never.`,
    ),
    ...budgetIssues(budgetPerFiring, ["budgetPerFiring"]),
  ];
}

/** Issues of an input of updateSchedule. */
export function updateScheduleIssues(input: UpdateScheduleInput): ValidationIssue[] {
  const { idempotencyKey: _, scheduleId: __, expectedRevision: ___, ...settings } = input;
  const isEmpty = Object.values(settings).every((value) => value === undefined);
  return [...issueIf(isEmpty, [], "Name what to change."), ...settingsIssues(settings)];
}

function workIssues({ message, conversation, research }: WorkInput): ValidationIssue[] {
  const below = (kind: string, issues: ValidationIssue[]) =>
    issues.map(({ path, message }) => ({ path: ["work", kind, ...path], message }));
  if (message) {
    const { conversationId: id, text } = message;
    return below("message", [
      ...issueIf(!isId("conversation", id), ["conversationId"], "This is no id of a conversation."),
      ...templateIssues(text, "text", limits.messageLength),
    ]);
  }
  if (conversation) {
    const { agent, labels, title, text } = conversation;
    const rest = { idempotencyKey: "", agent, labels, title: title ?? null };
    return below("conversation", [
      ...issueIf(!agentNamePattern.test(agent), ["agent"], agentNameMessage),
      ...startConversationIssues(rest),
      ...templateIssues(title ?? "-", "title", limits.labelLength),
      ...templateIssues(text, "text", limits.messageLength),
    ]);
  }
  if (!research) return [];
  return below("research", [
    // Its question as it is filled has no place.
    ...startResearchIssues({ ...research, idempotencyKey: "", question: "?" }),
    ...templateIssues(research.question, "question", limits.questionLength),
  ]);
}

function toWork({ message, conversation, research }: WorkInput): ScheduleWork {
  if (message) return { kind: "message", ...message };
  if (conversation) {
    const { alias, title, ...rest } = conversation;
    return { kind: "conversation", ...rest, alias: alias ?? null, title: title ?? null };
  }
  if (!research) throw new Error("the work has no field");
  const { question, symbols, language } = toStartResearch({ ...research, idempotencyKey: "" });
  return { kind: "research", ...research, question, symbols, language };
}

/** The command of a valid input. */
export function toCreateSchedule(input: CreateScheduleInput): CreateSchedule {
  const { catchUp, jitter, pauseAfterFailures } = input;
  return {
    idempotencyKey: input.idempotencyKey,
    name: input.name.trim(),
    spec: toSpec(input.spec),
    work: toWork(input.work),
    overlap: input.overlap ?? "SKIP",
    catchUpMs: catchUp ?? max.defaultCatchUpMs,
    jitterMs: jitter ?? 0,
    pauseAfterFailures: pauseAfterFailures === undefined
      ? max.defaultPauseAfterFailures
      : pauseAfterFailures,
    budgetPerFiring: toBudget(input.budgetPerFiring),
  };
}

/** The command of a valid input: what is absent stays; a null limit or budget is none. */
export function toUpdateSchedule(input: UpdateScheduleInput): UpdateSchedule {
  const { idempotencyKey, scheduleId, expectedRevision, pauseAfterFailures: most } = input;
  const { name, spec, work, overlap, catchUp, jitter, budgetPerFiring } = input;
  const change: Partial<ScheduleSettings> = {
    ...(name != null && { name: name.trim() }),
    ...(spec && { spec: toSpec(spec) }),
    ...(work && { work: toWork(work) }),
    ...(overlap && { overlap }),
    ...(catchUp != null && { catchUpMs: catchUp }),
    ...(jitter != null && { jitterMs: jitter }),
    ...(most !== undefined && { pauseAfterFailures: most }),
    ...(budgetPerFiring !== undefined && { budgetPerFiring: toBudget(budgetPerFiring) }),
  };
  return { idempotencyKey, scheduleId, expectedRevision, change };
}
