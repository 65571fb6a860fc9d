import type { TextKind } from "../../protocol/log/event.ts";
import { Verdict } from "../approval/approval.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { Event, eventRef, linkField, statusField } from "./event.ts";
import { Actor, Failure, Status } from "../status.ts";
import { Approval, Entry, Step, Turn } from "../refs.ts";

const EntryChanged = eventRef("EntryChanged").implement({
  description:
    "An entry started, ended, or was discarded. After its start, a ToolCall is reported by StepChanged.",
  interfaces: [Event],
  fields: (t) => ({
    entryId: t.id({ description: "Id of the entry.", resolve: ({ body }) => body.entryId }),
    status: t.field({
      type: Status,
      description: "Status at the time of the event. DISCARDED: remove the entry from the display.",
      resolve: ({ body }) => body.status,
    }),
    entry: t.field(linkField(Entry, "entry", "entryId")),
  }),
});

const TextKindEnum = builder.enumType("TextKind", {
  description: "Kind of the text of a TextDelta.",
  values: enumValues<TextKind>({
    TEXT: "Markdown.",
    THINKING: "Reasoning of the model.",
    ARGUMENTS: "Arguments of a tool call, as JSON.",
  }),
});

/** Text of an entry or phase that is being written. */
export const TextDelta = eventRef("TextDelta").implement({
  description:
    `Text of an entry or phase that is being written. It is not stored and has no number: subscribers receive it live, and from offset
0 after they subscribe or resume. The complete text is in the node. THINKING and ARGUMENTS are sent only to a principal with
the scope \`conversations:read:detail\`. Assign it: \`part = part.slice(0, offset) + text\`.`,
  interfaces: [Event],
  fields: (t) => ({
    nodeId: t.id({
      description: "Id of the Message, ToolCall or ResearchPhase that is being written.",
      resolve: ({ body }) => body.delta.entryId,
    }),
    part: t.int({
      description: "Index of the part of its content, from 0.",
      resolve: ({ body }) => body.delta.part,
    }),
    kind: t.field({
      type: TextKindEnum,
      description: "Kind of the part.",
      resolve: ({ body }) => body.delta.kind,
    }),
    offset: t.int({
      description:
        "Offset of the text in the part, in UTF-16 code units; never beyond the text that was sent before.",
      resolve: ({ body }) => body.delta.offset,
    }),
    text: t.string({
      description: "The text. It never ends inside a surrogate pair.",
      resolve: ({ body }) => body.delta.text,
    }),
  }),
});

const TurnChanged = eventRef("TurnChanged").implement({
  description: "The status of a turn changed.",
  interfaces: [Event],
  fields: (t) => ({
    turnId: t.id({ description: "Id of the turn.", resolve: ({ body }) => body.turnId }),
    status: t.field(statusField),
    turn: t.field(linkField(Turn, "turn", "turnId")),
  }),
});

const StepChanged = eventRef("StepChanged").implement({
  description:
    "A model call or a tool call started, reported progress, ended, or an attempt of it failed.",
  interfaces: [Event],
  fields: (t) => ({
    stepId: t.id({ description: "Id of the step.", resolve: ({ body }) => body.stepId }),
    status: t.field(statusField),
    attempt: t.int({
      description: "Number of the attempt: 1, 2, 3, ...",
      resolve: ({ body }) => body.attempt,
    }),
    retryAt: t.field({
      type: "DateTime",
      description: "Time of the next attempt; null when none is planned.",
      nullable: true,
      resolve: ({ body }) => body.retryAt ? new Date(body.retryAt) : null,
    }),
    failure: t.field({
      type: Failure,
      description: "Reason why the attempt failed; null when it did not.",
      nullable: true,
      resolve: ({ body }) => body.failure ?? null,
    }),
    note: t.string({
      authScopes: { detailOf: "conversation" },
      description:
        "Progress message of the tool; null without one. Null without the scope `conversations:read:detail`.",
      nullable: true,
      resolve: ({ body }) => body.note ?? null,
    }),
    step: t.field(linkField(Step, "step", "stepId")),
  }),
});

/** The event of the approvals stream. */
export const ApprovalChanged = eventRef("ApprovalChanged").implement({
  description: "An approval was requested, decided or withdrawn.",
  interfaces: [Event],
  fields: (t) => ({
    approvalId: t.id({
      description: "Id of the approval.",
      resolve: ({ body }) => body.approvalId,
    }),
    verdict: t.field({
      type: Verdict,
      description: "Verdict at the time of the event.",
      resolve: ({ body }) => body.verdict,
    }),
    approval: t.field({
      ...linkField(Approval, "approval", "approvalId"),
      authScopes: { can: "approvals:read" },
      description:
        "Current state; null when it could not be read, and without the scope `approvals:read`.",
    }),
  }),
});

const ConversationClosed = eventRef("ConversationClosed").implement({
  description: "The conversation was closed. It is the last event of its stream.",
  interfaces: [Event],
  fields: (t) => ({
    closedBy: t.field({
      type: Actor,
      description: "Actor that closed the conversation.",
      resolve: ({ body }) => body.closedBy,
    }),
  }),
});

/** Events of a conversation. */
export const ConversationEvent = builder.unionType("ConversationEvent", {
  description: "Event of a conversation. Members may be added; `... on Event` also reads those.",
  types: [
    EntryChanged,
    TextDelta,
    TurnChanged,
    StepChanged,
    ApprovalChanged,
    ConversationClosed,
  ],
  resolveType: ({ body }) => body.kind,
});
