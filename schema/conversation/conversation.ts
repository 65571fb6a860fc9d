import { Budget } from "../budget/budget.ts";
import { EntryConnection } from "./entry.ts";
import { present } from "../errors.ts";
import { EventConnection, waitMs } from "../log/event-page.ts";
import { Live, queryLive } from "./live.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { bothWaysArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Usage } from "../status.ts";
import { TurnConnection } from "../turn/turn.ts";
import { AgentVersion, Conversation, Entry, Turn } from "../refs.ts";

Conversation.implement({
  description: "What is said between a user and one agent.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    agentVersion: t.field({
      type: AgentVersion,
      description: "The version it runs on, pinned at start.",
      resolve: ({ agentVersionId }, _, { reads }) =>
        present("version", reads.agentVersion(agentVersionId)),
    }),
    title: t.exposeString("title", { description: "Title for people.", nullable: true }),
    labels: t.exposeStringList("labels", { description: "Free labels, to find it again." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When started." }),
    activeAt: t.expose("activeAt", {
      type: "DateTime",
      description: "When something last happened.",
    }),
    closedAt: t.expose("closedAt", {
      type: "DateTime",
      description: "When closed; null while open.",
      nullable: true,
    }),
    forkedFrom: t.field({
      type: Entry,
      description: "The entry it was forked from.",
      nullable: true,
      resolve: ({ forkedFrom }, _, { reads }) =>
        forkedFrom === null ? null : reads.entry(forkedFrom),
    }),
    currentTurn: t.field({
      type: Turn,
      description: "The turn that runs or waits; null while at rest.",
      nullable: true,
      resolve: ({ id }, _, { reads }) => reads.currentTurn(id),
    }),
    turns: t.field({
      type: TurnConnection,
      description: "Turns of its own, oldest first.",
      args: bothWaysArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, args, { reads }) => reads.turns(id, checkedPage(args)),
    }),
    entries: t.field({
      type: EntryConnection,
      description:
        "What was said and done, oldest first, without what is DISCARDED; a fork begins with what it shares. A screen reads `last: 50`.",
      args: bothWaysArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, args, { reads }) => reads.entries(id, checkedPage(args)),
    }),
    eventCursor: t.string({
      description:
        "Where its log stands. What else this answer holds is at least as new: show it, then subscribe after this.",
      resolve: ({ id, head }, _, { log }) => log.durableCursor(id, head),
    }),
    events: t.field({
      type: EventConnection,
      description: "Its log, the same as Subscription.conversationEvents without TextDelta.",
      args: {
        ...bothWaysArgs(t.arg),
        wait: t.arg({
          type: "Duration",
          description:
            "With `after` at the end of the log: answer when something new is there, or after this time; at most PT30S.",
        }),
      },
      complexity: pageCost,
      resolve: ({ id }, { wait, ...args }, { log }) =>
        log.page(id, checkedPage(args), waitMs(wait)),
    }),
    usage: t.field({
      type: Usage,
      description: "Used so far.",
      resolve: ({ id }, _, { reads }) => reads.usageOfConversation(id),
    }),
    budget: t.expose("budget", { type: Budget, description: "Its limits." }),
    live: t.field({
      type: Live,
      description: "Asks the workflow; null when even the database could not tell.",
      nullable: true,
      complexity: 10,
      resolve: (conversation, _, context) => queryLive(conversation, context),
    }),
    emulated: t.boolean({
      description: "True: an emulator spoke, not a model.",
      resolve: ({ provider }) => provider.startsWith("emulator"),
    }),
  }),
});

/** Page of conversations. */
export const ConversationConnection = connection("Conversation", Conversation, {
  page: "Page of conversations.",
  edge: "A conversation in a page.",
  node: "The conversation.",
});
