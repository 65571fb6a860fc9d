import { messageBody, messageType } from "../../protocol/webhook/body.ts";
import { signedHeaders } from "../../protocol/webhook/signature.ts";
import { answerWithinMs } from "../../protocol/webhook/webhook.ts";
import type { FeedItemBody } from "../../protocol/feed/feed-item.ts";
import type { FeedKind } from "../../schema/document-types.generated.ts";
import { follow, request } from "../graph/client.ts";
import { readable } from "../graph/readable.ts";
import * as documents from "../tail/tail.generated.ts";

/** What is forwarded, and where. */
export interface ListenOptions {
  /** Address of the receiver. */
  forward: string;
  /** Only items of these kinds; empty: all. */
  kinds: readonly FeedKind[];
  agent: string | null;
  /** Signs; the receiver verifies with it. */
  secret: string;
  /** The secret was made for this command: it is printed, since nothing else knows it. */
  isNew: boolean;
}

type Item = documents.TailFeedSubscription["item"];
/** The webhook that messages name: there is none. */
const webhookId = "webhook_local";

/**
 * Reads the feed and sends each new item to the receiver, signed as a webhook of the product sends it, until `signal`
 * aborts. Each item is sent once: a failed one is printed, and the receiver sees the gap by `previousSeq`.
 */
export async function listen(
  url: string,
  { forward, kinds, agent, secret, isNew }: ListenOptions,
  { print, signal }: { print: (line: string) => void; signal: AbortSignal },
): Promise<void> {
  const { feed } = await request(url, documents.tailEnd, {});
  const { pageInfo, nodes } = readable(feed, "conversations:read");
  const variables = { filter: { agent, kinds: kinds.length > 0 ? [...kinds] : null } };
  let previousSeq = nodes.at(-1)?.seq ?? 0;
  print(`Forwards the feed to ${forward}, signed with ${isNew ? secret : "WEBHOOK_SECRET"}.`);
  const query = { query: documents.tailFeed, variables, after: pageInfo.endCursor };
  for await (const item of follow({ url, signal }, query) as AsyncIterable<Item>) {
    const outcome = await send(forward, secret, messageOf(item, previousSeq), signal);
    print(`#${item.seq}  ${messageType(item.kind)}  ${item.nodeId}  ${outcome}`);
    previousSeq = item.seq;
  }
}

/** An item as a webhook sends it: with the same id each time. */
export function messageOf(item: Item, previousSeq: number): { id: string; body: string } {
  const { seq, at, kind, nodeId, conversationId, researchId, agent, version } = item;
  const { alias, status, verdict, actor } = item;
  const given = { conversationId, researchId, agent, version, alias, status, verdict, actor };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const reported = { kind: "FeedItem", item: kind, nodeId, ...present } as FeedItemBody;
  const body = messageBody(
    { webhookId, seq, previousSeq, type: messageType(kind), at: new Date(at), item: reported },
    null,
  );
  return { id: `delivery_local-${seq}`, body };
}

async function send(
  forward: string,
  secret: string,
  { id, body }: { id: string; body: string },
  stop: AbortSignal,
): Promise<string> {
  const begun = performance.now();
  const headers = {
    ...signedHeaders({ id, at: new Date(), body }, [secret]),
    "content-type": "application/json",
  };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(answerWithinMs)]);
  try {
    const init = { method: "POST", redirect: "manual", headers, body, signal } as const;
    const response = await fetch(forward, init);
    await response.body?.cancel();
    return `${response.status} in ${Math.round(performance.now() - begun)} ms`;
  } catch (error) {
    stop.throwIfAborted();
    return `failed: ${
      signal.aborted ? `no answer within ${answerWithinMs / 1_000} s` : faultOf(error)
    }`;
  }
}

/** Why a connection failed: the innermost cause, without the address. */
function faultOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error ? inner.message : String(inner);
}
