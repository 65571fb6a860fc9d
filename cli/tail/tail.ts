import type { FeedKind } from "../../schema/document-types.generated.ts";
import { follow, request } from "../graph/client.ts";
import { columns } from "../terminal/columns.ts";
import { readable } from "../graph/readable.ts";
import * as documents from "./tail.generated.ts";

/** What is shown of the feed. */
export interface TailOptions {
  /** Only items of these kinds; empty: all. */
  kinds: readonly FeedKind[];
  agent: string | null;
  /** True: from the oldest stored item on; false: only new ones. */
  fromStart: boolean;
  json: boolean;
}

type Item = documents.TailFeedSubscription["item"];

/** Prints the items of the feed until `signal` aborts, across lost connections and restarts of the server. */
export async function tail(
  url: string,
  { kinds, agent, fromStart, json }: TailOptions,
  { print, signal }: { print: (line: string) => void; signal: AbortSignal },
): Promise<void> {
  const filter = { agent, kinds: kinds.length > 0 ? [...kinds] : null };
  const after = fromStart ? null : await endOf(url);
  const query = { query: documents.tailFeed, variables: { filter }, after };
  for await (const item of follow({ url, signal }, query) as AsyncIterable<Item>) {
    print(json ? JSON.stringify(item) : lineOf(item));
  }
}

async function endOf(url: string): Promise<string | null> {
  const { feed } = await request(url, documents.tailEnd, {});
  return readable(feed, "conversations:read").pageInfo.endCursor;
}

/** One line about an item. */
export function lineOf(item: Item): string {
  const { at, seq, kind, nodeId, status, verdict, agent, version, alias, actor } = item;
  const place = item.researchId ?? item.conversationId;
  return columns(
    ...[at, `#${seq}`, kind, status ?? verdict, nodeId],
    agent && `${agent}${version ? ` v${version}` : ""}${alias ? ` (${alias})` : ""}`,
    place && place !== nodeId && `in ${place}`,
    actor && `by ${actor.name}`,
  );
}
