import type { VersionSelector } from "../../protocol/agent/commands.ts";
import type {
  ForkConversation,
  SendMessage,
  StartConversation,
  UpdateConversation,
} from "../../protocol/conversation/commands.ts";
import type { Content } from "../../protocol/conversation/content.ts";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { ownerIssues, toOwner } from "../access/share-input.ts";
import { type BudgetGiven, budgetIssues, toBudget } from "../budget/budget-input.ts";
import {
  addressIssues,
  issueIf,
  lengthIssues,
  listIssues,
  type Maybe,
  textIssues,
} from "../mutation/issues.ts";

/** Input of a part of a message, with exactly one field. */
export interface ContentInput {
  text?: Maybe<string>;
  imageUrl?: Maybe<string>;
  documentUrl?: Maybe<string>;
}

/** Input of startConversation. */
export interface StartConversationInput {
  idempotencyKey: string;
  agent: string;
  version?: Maybe<VersionSelector>;
  title?: Maybe<string>;
  labels: string[];
  budget?: Maybe<BudgetGiven>;
  content?: Maybe<ContentInput[]>;
  onBehalfOf?: Maybe<string>;
}

/** Input of forkConversation. */
export interface ForkConversationInput {
  idempotencyKey: string;
  entryId: string;
  version?: Maybe<VersionSelector>;
  content?: Maybe<ContentInput[]>;
  onBehalfOf?: Maybe<string>;
}

/** Input of sendMessage. */
export interface SendMessageInput {
  idempotencyKey: string;
  conversationId: string;
  content: ContentInput[];
  whenBusy: SendMessage["whenBusy"];
  budget?: Maybe<BudgetGiven>;
}

/** Input of updateConversation. */
export interface UpdateConversationInput {
  idempotencyKey: string;
  conversationId: string;
  title?: Maybe<string>;
  labels?: Maybe<string[]>;
}

/** Maximum number of parts of a message. */
const maxParts = 10;

/** Issues of an input of startConversation. */
export function startConversationIssues(input: StartConversationInput): ValidationIssue[] {
  return [
    ...lengthIssues(input.title, ["title"], limits.labelLength),
    ...labelIssues(input.labels),
    ...budgetIssues(input.budget, ["budget"]),
    ...(input.content ? contentIssues(input.content) : []),
    ...ownerIssues(input.onBehalfOf),
  ];
}

/** Issues of an input of sendMessage. */
export function sendMessageIssues(input: SendMessageInput): ValidationIssue[] {
  return [
    ...contentIssues(input.content),
    ...budgetIssues(input.budget, ["budget"]),
  ];
}

/** Issues of an input of forkConversation. */
export function forkConversationIssues(input: ForkConversationInput): ValidationIssue[] {
  return [
    ...(input.content ? contentIssues(input.content) : []),
    ...ownerIssues(input.onBehalfOf),
  ];
}

/** Issues of an input of updateConversation. */
export function updateConversationIssues({ title, labels }: UpdateConversationInput) {
  const isEmpty = title === undefined && labels == null;
  return [
    ...issueIf(isEmpty, [], "Name what to change: `title` or `labels`."),
    ...textIssues(title, ["title"], limits.labelLength),
    ...(labels ? labelIssues(labels) : []),
  ];
}

function labelIssues(labels: string[]): ValidationIssue[] {
  const max = [limits.labels, `Name at most ${limits.labels} labels.`] as const;
  return listIssues(labels, ["labels"], max, (label, path, i) => [
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
      [maxParts, `Send at most ${maxParts} parts.`],
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

/** The command of a valid input. */
export function toStartConversation(input: StartConversationInput): StartConversation {
  return {
    idempotencyKey: input.idempotencyKey,
    agent: input.agent,
    version: input.version ?? null,
    title: input.title ?? null,
    labels: input.labels,
    budget: toBudget(input.budget),
    content: input.content?.map(toContent) ?? null,
    ...toOwner(input.onBehalfOf),
  };
}

/** The command of a valid input. */
export function toForkConversation(input: ForkConversationInput): ForkConversation {
  const { idempotencyKey, entryId, version, content, onBehalfOf } = input;
  return {
    ...{ idempotencyKey, entryId },
    version: version ?? null,
    content: content?.map(toContent) ?? null,
    ...toOwner(onBehalfOf),
  };
}

/** The command of a valid input: a field that stays is not in it. */
export function toUpdateConversation(
  { title, labels, ...rest }: UpdateConversationInput,
): UpdateConversation {
  return { ...rest, ...(title === undefined ? {} : { title }), ...(labels ? { labels } : {}) };
}

/** The command of a valid input. */
export function toSendMessage({ content, budget, ...rest }: SendMessageInput): SendMessage {
  return { ...rest, budget: toBudget(budget), content: content.map(toContent) };
}

function toContent({ text, imageUrl, documentUrl }: ContentInput): Content {
  if (imageUrl != null) return media("image", imageUrl);
  if (documentUrl != null) return media("document", documentUrl);
  return { type: "text", text: text ?? "" };
}

/** The title is the last name in the path of the address. */
function media(kind: "image" | "document", url: string): Content {
  const name = new URL(url).pathname.split("/").at(-1);
  return { type: "media", media: kind, title: name || kind, url };
}
