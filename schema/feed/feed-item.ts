import type { FeedKind as Kind } from "../../protocol/feed/feed-item.ts";
import { Verdict } from "../approval/approval.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { Event, eventRef } from "../log/event.ts";
import { connection } from "../page/page.ts";
import { loadNode, Node } from "../node.ts";
import { Actor, Status } from "../status.ts";

/** What an item of the feed reports. */
export const FeedKind = builder.enumType("FeedKind", {
  description: "What an item of the feed reports. Values may be added.",
  values: enumValues<Kind>({
    CONVERSATION_STARTED: "A conversation was started or forked.",
    CONVERSATION_UPDATED: "The title or the labels of a conversation changed.",
    CONVERSATION_CLOSED: "A conversation was closed.",
    CONVERSATION_ERASED: "The content of a conversation was erased, here and at the provider.",
    TURN_CHANGED: "A turn has a new status, also a turn of a research phase.",
    APPROVAL_CHANGED: "An approval was requested, decided or withdrawn.",
    RESEARCH_STARTED: "A research run was started or forked.",
    PHASE_CHANGED: "A phase of a research run has a new status.",
    RESEARCH_ENDED: "A research run ended.",
    AGENT_VERSION_REGISTERED: "A new version of an agent was registered.",
    AGENT_ARCHIVED: "An agent was archived.",
    AGENT_RESTORED: "An archived agent was restored.",
    ALIAS_MOVED: "An alias of an agent was moved to a version, or removed.",
    WEBHOOK_CHANGED: "A webhook was created, changed, paused, resumed or deleted.",
    SCHEDULE_CHANGED: "A schedule was created, changed, paused, resumed or deleted.",
    FIRING_CHANGED: "A firing of a schedule has an outcome, or what it started has ended.",
  }),
});

/** An item of the feed. */
export const FeedItem = eventRef("FeedItem").implement({
  description:
    `Something of the tenant began, changed or ended. Items are numbered in the tenant's feed. An item covers all numbers from \`fromSeq\`
to \`seq\`: those before \`seq\` are of items that the filter leaves out, or that the principal may not read.`,
  interfaces: [Event],
  fields: (t) => ({
    kind: t.field({
      type: FeedKind,
      description: "Kind of the change.",
      resolve: ({ body }) => body.item,
    }),
    nodeId: t.id({
      description:
        "Id of the object that changed: a conversation, turn, approval, research run, research phase, agent version, agent, schedule, firing or webhook.",
      resolve: ({ body }) => body.nodeId,
    }),
    node: t.field({
      type: Node,
      nullable: true,
      description:
        "Current state of the object; null when it could not be read, or the principal may not read it.",
      resolve: ({ body }, _, context) => loadNode(body.nodeId, context),
    }),
    conversationId: t.id({
      nullable: true,
      description: "Id of the conversation that it is about; null: of none.",
      resolve: ({ body }) => body.conversationId ?? null,
    }),
    researchId: t.id({
      nullable: true,
      description:
        "Id of the research run that it is about, also where the conversation is that of a phase; null: of none.",
      resolve: ({ body }) => body.researchId ?? null,
    }),
    agent: t.string({
      nullable: true,
      description: "Name of the agent, of the conversation or that changed; null: of none.",
      resolve: ({ body }) => body.agent ?? null,
    }),
    version: t.int({
      nullable: true,
      description:
        "Number of the agent version: of the conversation, the registered one, or the one that the alias points at now; null: of none.",
      resolve: ({ body }) => body.version ?? null,
    }),
    alias: t.string({
      nullable: true,
      description: "Name of the alias that was moved; null: no alias was.",
      resolve: ({ body }) => body.alias ?? null,
    }),
    status: t.field({
      type: Status,
      nullable: true,
      description: "New status of the turn, phase or run; null: the kind has none.",
      resolve: ({ body }) => body.status ?? null,
    }),
    verdict: t.field({
      type: Verdict,
      nullable: true,
      description: "New verdict of the approval; null: it is about no approval.",
      resolve: ({ body }) => body.verdict ?? null,
    }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description:
        "Actor that did it; null for changes of turns, approvals and phases, and the end of a run.",
      resolve: ({ body }) => body.actor ?? null,
    }),
  }),
});

/** Page of the feed. */
export const FeedConnection = connection("Feed", FeedItem, "items of the feed", {
  cursor: "`cursor` of the item, the same as in the subscription.",
});
