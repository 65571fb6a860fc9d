import type {
  ForkConversation,
  SendMessage,
  StartConversation,
  VersionSelector,
} from "../../protocol/commands.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { type BudgetGiven, budgetIssues, toBudget } from "../budget/budget-input.ts";
import {
  addressIssues,
  issueIf,
  keyIssues,
  lengthIssues,
  listIssues,
  textIssues,
} from "../mutation/issues.ts";

type Maybe<T> = T | null | undefined;

/** A part of a message as a client sends it: exactly one field is set. */
export interface ContentInput {
  text?: Maybe<string>;
  imageUrl?: Maybe<string>;
  documentUrl?: Maybe<string>;
}

/** What a client sends to startConversation. */
export interface StartConversationInput {
  idempotencyKey: string;
  agent: string;
  version?: Maybe<VersionSelector>;
  title?: Maybe<string>;
  labels: string[];
  budget?: Maybe<BudgetGiven>;
  content?: Maybe<ContentInput[]>;
}

/** What a client sends to forkConversation. */
export interface ForkConversationInput {
  idempotencyKey: string;
  entryId: string;
  version?: Maybe<VersionSelector>;
  content?: Maybe<ContentInput[]>;
}

/** What a client sends to sendMessage. */
export interface SendMessageInput {
  idempotencyKey: string;
  conversationId: string;
  content: ContentInput[];
  whenBusy: SendMessage["whenBusy"];
  budget?: Maybe<BudgetGiven>;
}

/** Most parts of a message. */
const contentParts = 10;

/** All that is wrong with an input of startConversation. */
export function startConversationIssues(input: StartConversationInput): ValidationIssue[] {
  return [
    ...keyIssues(input.idempotencyKey),
    ...lengthIssues(input.title, ["title"], limits.labelLength),
    ...labelIssues(input.labels),
    ...budgetIssues(input.budget, ["budget"]),
    ...(input.content ? contentIssues(input.content) : []),
  ];
}

/** All that is wrong with an input of sendMessage. */
export function sendMessageIssues(input: SendMessageInput): ValidationIssue[] {
  return [
    ...keyIssues(input.idempotencyKey),
    ...contentIssues(input.content),
    ...budgetIssues(input.budget, ["budget"]),
  ];
}

/** All that is wrong with an input of forkConversation. */
export function forkConversationIssues(input: ForkConversationInput): ValidationIssue[] {
  return [
    ...keyIssues(input.idempotencyKey),
    ...(input.content ? contentIssues(input.content) : []),
  ];
}

function labelIssues(labels: string[]): ValidationIssue[] {
  const most = [limits.labels, `Name at most ${limits.labels} labels.`] as const;
  return listIssues(labels, ["labels"], most, (label, path, i) => [
    ...textIssues(label, path, limits.labelLength),
    ...issueIf(labels.indexOf(label) < i, path, "This label is named twice."),
  ]);
}

function contentIssues(content: ContentInput[]): ValidationIssue[] {
  const length = content.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
  return [
    ...issueIf(content.length === 0, ["content"], "Write at least one part."),
    ...issueIf(
      length > limits.messageLength,
      ["content"],
      `Write at most ${limits.messageLength} characters.`,
    ),
    ...listIssues(
      content,
      ["content"],
      [contentParts, `Send at most ${contentParts} parts.`],
      partIssues,
    ),
  ];
}

function partIssues({ text, imageUrl, documentUrl }: ContentInput, path: string[]) {
  return [
    ...textIssues(text, [...path, "text"], limits.messageLength),
    ...(imageUrl != null ? addressIssues(imageUrl, [...path, "imageUrl"]) : []),
    ...(documentUrl != null ? addressIssues(documentUrl, [...path, "documentUrl"]) : []),
  ];
}

/** The command that an input without issues stands for. */
export function toStartConversation(input: StartConversationInput): StartConversation {
  return {
    idempotencyKey: input.idempotencyKey,
    agent: input.agent,
    version: input.version ?? null,
    title: input.title ?? null,
    labels: input.labels,
    budget: toBudget(input.budget),
    content: input.content?.map(toContent) ?? null,
  };
}

/** The command that an input without issues stands for. */
export function toForkConversation(input: ForkConversationInput): ForkConversation {
  const { idempotencyKey, entryId, version, content } = input;
  return {
    ...{ idempotencyKey, entryId },
    version: version ?? null,
    content: content?.map(toContent) ?? null,
  };
}

/** The command that an input without issues stands for. */
export function toSendMessage({ content, budget, ...rest }: SendMessageInput): SendMessage {
  return { ...rest, budget: toBudget(budget), content: content.map(toContent) };
}

function toContent({ text, imageUrl, documentUrl }: ContentInput): Content {
  if (imageUrl != null) return media("image", imageUrl);
  if (documentUrl != null) return media("document", documentUrl);
  return { type: "text", text: text ?? "" };
}

/** A media part is called by the last name in its path. */
function media(kind: "image" | "document", url: string): Content {
  const name = new URL(url).pathname.split("/").at(-1);
  return { type: "media", media: kind, title: name || kind, url };
}
