import { firstTextLength } from "../../protocol/conversation/first-text.ts";
import { Share } from "../access/share.ts";
import { Budget } from "../budget/budget.ts";
import { EntryConnection } from "./entry.ts";
import { requireRecord } from "../errors.ts";
import { searchLimits } from "../../protocol/search/limits.ts";
import { builder } from "../builder.ts";
import { feedCursorField } from "../feed/event-cursor.ts";
import { eventArgs, EventConnection, waitMs } from "../log/event-page.ts";
import { Live, queryLive } from "./live.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { bothWaysArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Usage } from "../budget/usage-counts.ts";
import { TurnConnection } from "../turn/turn.ts";
import { AgentVersion, Conversation, Entry, Turn } from "../refs.ts";

Conversation.implement({
  description: "Messages between a user and one agent, with what the agent did.",
  interfaces: [Node],
  fields: (t) => ({
    agentVersion: t.field({
      type: AgentVersion,
      description: "Version of the agent, pinned when the conversation started.",
      resolve: ({ agentVersionId }, _, { reads }) =>
        requireRecord("version", reads.agentVersion(agentVersionId)),
    }),
    title: t.exposeString("title", {
      description: "Title for display; null when none was given.",
      nullable: true,
    }),
    firstText: t.string({
      description:
        `First words of its first message by a user, on one line: at most ${firstTextLength} characters. Of a fork, that of its own first message. Null when there is none, when it has no text, and once it is erased.`,
      nullable: true,
      complexity: 1,
      resolve: ({ id }, _, { reads }) => reads.firstText(id),
    }),
    labels: t.exposeStringList("labels", { description: "Labels of the conversation." }),
    owner: t.exposeString("owner", {
      description: "Subject of the owner; null: it belongs to the whole tenant.",
      nullable: true,
    }),
    shares: t.field({
      authScopes: { can: "conversations:share" },
      type: [Share],
      description:
        "With whom it is shared. Null without the scope `conversations:share`, and if the caller may not share it.",
      nullable: true,
      resolve: ({ id }, _, { reads }) => reads.sharesOf(id),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Time of the start." }),
    activeAt: t.expose("activeAt", {
      type: "DateTime",
      description: "Time of the latest change, except of title and labels.",
    }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      description: "Time at which it was closed; null while it is open.",
      nullable: true,
    }),
    forkedFrom: t.field({
      type: Entry,
      description:
        "Last entry that it shares with the forked conversation; null when it is not a fork.",
      nullable: true,
      resolve: ({ forkedFrom }, _, { reads }) =>
        forkedFrom === null ? null : reads.entry(forkedFrom),
    }),
    currentTurn: t.field({
      type: Turn,
      description: "The turn that is running or waiting; null when there is none.",
      nullable: true,
      resolve: ({ id }, _, { reads }) => reads.currentTurn(id),
    }),
    lastTurn: t.field({
      type: Turn,
      description:
        "The turn with the highest number, whether it has ended or not; null when there is none. Without those of the forked conversation.",
      nullable: true,
      resolve: ({ id }, _, { reads }) => reads.lastTurn(id),
    }),
    turnCount: t.int({
      description: "Number of turns, without those of the forked conversation.",
      complexity: 1,
      resolve: ({ id }, _, { reads }) => reads.turnCount(id),
    }),
    turns: t.field({
      type: TurnConnection,
      description: "Turns, the oldest first, without those of the forked conversation.",
      args: bothWaysArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, args, { reads }) => reads.turns(id, checkedPage(args)),
    }),
    entries: t.field({
      type: EntryConnection,
      description:
        "Entries, the oldest first, without DISCARDED ones. Those of a fork begin with the shared entries.",
      args: bothWaysArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, args, { reads }) => reads.entries(id, checkedPage(args)),
    }),
    eventCursor: t.string({
      description:
        "Cursor of the event stream. The other fields of this response are at least as new: subscribe to conversationEvents after this cursor.",
      resolve: ({ id, head }, _, { log }) => log.durableCursor(id, head),
    }),
    events: t.field({
      type: EventConnection,
      description: "Stored events: Subscription.conversationEvents without TextDelta.",
      args: eventArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, { wait, ...args }, { log }) =>
        log.page(id, checkedPage(args), waitMs(wait)),
    }),
    usage: t.field({
      authScopes: { can: "usage:read" },
      nullable: true,
      type: Usage,
      description: "Usage so far. Null without the scope `usage:read`.",
      resolve: ({ id }, _, { reads }) => reads.usageOfConversation(id),
    }),
    budget: t.expose("budget", { type: Budget, description: "Limits of the conversation." }),
    live: t.field({
      type: Live,
      description: "State of the workflow at this moment; null when it could not be read.",
      nullable: true,
      complexity: 10,
      resolve: (conversation, _, context) => queryLive(conversation, context),
    }),
    emulated: t.boolean({
      description: "True: the answers come from the emulator, not from a model.",
      resolve: ({ provider }) => provider.startsWith("emulator"),
    }),
  }),
});

/** Page of conversations. */
export const ConversationConnection = connection("Conversation", Conversation, "conversations");

builder.objectFields(ConversationConnection, (t) => ({
  eventCursor: t.string(feedCursorField),
  partial: t.boolean({
    description:
      `True: with \`filter.text\`, something may be missing, since the search took longer than ${searchLimits.timeMs} ms, very many texts match, or older texts are still being indexed.`,
    resolve: (page) => (page as { partial?: boolean }).partial === true,
  }),
}));
