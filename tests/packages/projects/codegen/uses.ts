import { ApolloClient } from "@apollo/client";
import { createClient, follow } from "@tramontane/client";
import { type ApolloOperation, apolloSubscriptions } from "@tramontane/client/apollo";
import { keys, schema } from "@tramontane/client/graphcache";
import { subscriptionExchange, type SubscriptionForwarder } from "@urql/core";
import type { Client as UrqlClient } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { type DocumentNode, print } from "graphql";
import { urqlSubscriptions } from "@tramontane/client/urql";
import { EventsDocument, TitleDocument } from "./strings/graphql.ts";
import * as nodes from "./nodes/graphql.ts";

const client = createClient({ url: "http://127.0.0.1/graphql" });

export async function own(id: string): Promise<string | null> {
  for await (const event of client.follow({ query: EventsDocument, variables: { id } })) {
    if (event.__typename === "TurnChanged") return event.turnId;
  }
  for await (const { seq } of follow({ url: "" }, { query: EventsDocument, variables: { id } })) {
    if (seq > 1) break;
  }
  const { conversation } = await client.request(TitleDocument, { id });
  return conversation?.title ?? null;
}

export async function urql(given: UrqlClient, id: string): Promise<string | null | undefined> {
  const { data } = await given.query(nodes.TitleDocument, { id });
  return data?.conversation?.title;
}

export async function apollo(given: ApolloClient, id: string): Promise<string | null | undefined> {
  const { data } = await given.query({ query: nodes.TitleDocument, variables: { id } });
  return data?.conversation?.title;
}

const forwardSubscription: SubscriptionForwarder = urqlSubscriptions({ client });
export const exchanges = [
  cacheExchange({ keys, schema }),
  subscriptionExchange({ forwardSubscription }),
];
export const source = (operation: ApolloOperation<DocumentNode>) =>
  apolloSubscriptions({ client, print: (document: DocumentNode) => print(document) })(operation);
