import type { TextKind } from "../../protocol/log/event.ts";
import { Verdict } from "../approval/approval.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { Event } from "./event.ts";
import {
  defineEventFields,
  eventDescriptions,
  eventRef,
  lastEventDescriptions,
} from "./event-fields.ts";
import { Actor, Failure, Status } from "../status.ts";
import { Approval, Entry, Step, Turn } from "../refs.ts";

const eventRefs = {
  EntryChanged: eventRef("EntryChanged"),
  TextDelta: eventRef("TextDelta"),
  TurnChanged: eventRef("TurnChanged"),
  StepChanged: eventRef("StepChanged"),
  ApprovalChanged: eventRef("ApprovalChanged"),
  ConversationClosed: eventRef("ConversationClosed"),
};

eventRefs.EntryChanged.implement({
  description:
    "An entry began, was finished, was cut short, or became void. How a ToolCall goes on after it began is told by StepChanged.",
  interfaces: [Event],
  fields: (t) => ({
    entryId: t.id({ description: "The entry.", resolve: ({ body }) => body.entryId }),
    status: t.field({
      type: Status,
      description: "How it stood. DISCARDED: take it off the screen.",
      resolve: ({ body }) => body.status,
    }),
    entry: t.field({
      type: Entry,
      description: "As it is now; null when it could not be read.",
      nullable: true,
      resolve: ({ body }, _, { reads }) => reads.entry(body.entryId),
    }),
  }),
});

const TextKindEnum = builder.enumType("TextKind", {
  description: "What a TextDelta writes.",
  values: enumValues<TextKind>({
    TEXT: "Markdown for the reader.",
    THINKING: "What the model thinks aloud.",
    ARGUMENTS: "JSON of a tool call's arguments.",
  }),
});

eventRefs.TextDelta.implement({
  description:
    `More text of something RUNNING. Not a fact: it is sent live, and again from offset 0 to whoever joins or resumes while the
writing goes on; the finished text is in the node. Assign, do not append: \`part = part.slice(0, offset) + text\`.`,
  interfaces: [Event],
  fields: (t) => ({
    nodeId: t.id({
      description: "The Message, ToolCall or ResearchPhase being written.",
      resolve: ({ body }) => body.delta.entryId,
    }),
    part: t.int({ description: "Which part of it.", resolve: ({ body }) => body.delta.part }),
    kind: t.field({
      type: TextKindEnum,
      description: "What this part is.",
      resolve: ({ body }) => body.delta.kind,
    }),
    offset: t.int({
      description: "Where the text goes, in UTF-16 code units; never beyond what was sent before.",
      resolve: ({ body }) => body.delta.offset,
    }),
    text: t.string({
      description: "The text; never ends inside a surrogate pair.",
      resolve: ({ body }) => body.delta.text,
    }),
  }),
});

eventRefs.TurnChanged.implement({
  description: "A turn was queued, began, waits, or ended.",
  interfaces: [Event],
  fields: (t) => ({
    turnId: t.id({ description: "The turn.", resolve: ({ body }) => body.turnId }),
    status: t.field({
      type: Status,
      description: "How it stood.",
      resolve: ({ body }) => body.status,
    }),
    turn: t.field({
      type: Turn,
      description: "As it is now; null when it could not be read.",
      nullable: true,
      resolve: ({ body }, _, { reads }) => reads.turn(body.turnId),
    }),
  }),
});

eventRefs.StepChanged.implement({
  description: "A model call or tool call began, made progress, failed an attempt, or ended.",
  interfaces: [Event],
  fields: (t) => ({
    stepId: t.id({ description: "The step.", resolve: ({ body }) => body.stepId }),
    status: t.field({
      type: Status,
      description: "How it stood.",
      resolve: ({ body }) => body.status,
    }),
    attempt: t.int({
      description: "The attempt it is about: 1, 2, 3, ...",
      resolve: ({ body }) => body.attempt,
    }),
    retryAt: t.field({
      type: "DateTime",
      description: "When the next attempt begins.",
      nullable: true,
      resolve: ({ body }) => body.retryAt ? new Date(body.retryAt) : null,
    }),
    failure: t.field({
      type: Failure,
      description: "Why this attempt failed.",
      nullable: true,
      resolve: ({ body }) => body.failure ?? null,
    }),
    note: t.string({
      description: "What the tool says of its progress.",
      nullable: true,
      resolve: ({ body }) => body.note ?? null,
    }),
    step: t.field({
      type: Step,
      description: "As it is now; null when it could not be read.",
      nullable: true,
      resolve: ({ body }, _, { reads }) => reads.step(body.stepId),
    }),
  }),
});

eventRefs.ApprovalChanged.implement({
  description: "An approval was asked for, decided, or withdrawn.",
  interfaces: [Event],
  fields: (t) => ({
    approvalId: t.id({ description: "The approval.", resolve: ({ body }) => body.approvalId }),
    verdict: t.field({
      type: Verdict,
      description: "How it stood.",
      resolve: ({ body }) => body.verdict,
    }),
    approval: t.field({
      type: Approval,
      description: "As it is now; null when it could not be read.",
      nullable: true,
      resolve: ({ body }, _, { reads }) => reads.approval(body.approvalId),
    }),
  }),
});

/** More text of something being written. */
export const TextDelta = eventRefs.TextDelta;

/** What the stream of approvals sends. */
export const ApprovalChanged = eventRefs.ApprovalChanged;

eventRefs.ConversationClosed.implement({
  description: "The last event of a conversation.",
  interfaces: [Event],
  fields: (t) => ({
    closedBy: t.field({
      type: Actor,
      description: "Who closed it.",
      resolve: ({ body }) => body.closedBy,
    }),
  }),
});

defineEventFields(eventRefs.EntryChanged, eventDescriptions);
defineEventFields(eventRefs.TurnChanged, eventDescriptions);
defineEventFields(eventRefs.StepChanged, eventDescriptions);
defineEventFields(eventRefs.ApprovalChanged, eventDescriptions);
defineEventFields(eventRefs.ConversationClosed, lastEventDescriptions);
defineEventFields(eventRefs.TextDelta, {
  cursor: "Cursor of the last fact.",
  fromSeq: "`seq + 1`: it covers nothing.",
  seq: "Number of the last fact.",
  at: "When it was written.",
});

/** What a conversation's stream sends. */
export const ConversationEvent = builder.unionType("ConversationEvent", {
  description:
    "What Subscription.conversationEvents sends. Members may be added; `... on Event` reads those too.",
  types: [
    eventRefs.EntryChanged,
    eventRefs.TextDelta,
    eventRefs.TurnChanged,
    eventRefs.StepChanged,
    eventRefs.ApprovalChanged,
    eventRefs.ConversationClosed,
  ],
  resolveType: ({ body }) => body.kind,
});
