import { type FeedFilter as Filter, matchesFeed } from "../../protocol/feed/feed-item.ts";
import { builder } from "../builder.ts";
import { eventArgs, waitMs } from "../log/event-page.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import type { Only } from "../ports/event-log.ts";
import { FeedConnection, FeedItem, FeedKind } from "./feed-item.ts";

const FeedFilter = builder.inputType("FeedFilter", {
  description: "Filter of the feed. All fields must match; a null field matches all.",
  fields: (t) => ({
    kinds: t.field({ type: [FeedKind], description: "Only items of these kinds." }),
    agent: t.string({ description: "Only items about the agent of this name." }),
    conversationId: t.id({ description: "Only items about the conversation with this id." }),
  }),
});

const filterArg = "Only items that match; null: all that the principal may read.";

/** Null where every item matches. */
function onlyOf(filter: Filter | null | undefined): Only | null {
  const fields = filter ? [filter.kinds, filter.agent, filter.conversationId] : [];
  if (!filter || fields.every((one) => one == null)) return null;
  return (body) => body.kind === "FeedItem" && matchesFeed(filter, body);
}

builder.subscriptionField("feed", (t) =>
  t.field({
    authScopes: { everyone: true },
    type: FeedItem,
    description:
      "What begins, changes and ends in the tenant, as far as the principal may read it: item by item, so that one without a scope for any gets none. The stream never ends. Also available as Query.feed.",
    args: {
      after: t.arg.string({ description: "Cursor to start after; null: the oldest stored item." }),
      filter: t.arg({ type: FeedFilter, description: filterArg }),
    },
    subscribe: (_, { after, filter }, { log, lastEventId }) =>
      log.subscribe(log.feed, {
        ...{ after: lastEventId ?? after ?? null, deltas: false },
        only: onlyOf(filter),
      }),
    resolve: (event) => event as never,
  }));

builder.queryField("feed", (t) =>
  t.field({
    authScopes: { everyone: true },
    nullable: true,
    type: FeedConnection,
    description:
      "Stored items of Subscription.feed. One page looks at 5,000 items at most: a page with fewer than were asked for and a next page goes on at its `endCursor`. Null only together with an error.",
    args: {
      filter: t.arg({ type: FeedFilter, description: filterArg }),
      ...eventArgs(t.arg),
    },
    complexity: pageCost,
    resolve: (_, { filter, wait, ...args }, { log }) =>
      log.page(log.feed, checkedPage(args), waitMs(wait), onlyOf(filter)) as never,
  }));
