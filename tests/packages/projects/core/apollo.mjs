import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, Observable } from "@apollo/client";
import { apolloSubscriptions, possibleTypes } from "@tramontane/client/apollo";
import { print } from "graphql";
import { address, client, conversationId, events, isOver, report } from "./start.mjs";

const source = apolloSubscriptions({ client, print });
const subscriptions = new ApolloLink((operation) => new Observable(source(operation)));
const apollo = new ApolloClient({
  cache: new InMemoryCache({ possibleTypes }),
  link: ApolloLink.split(
    ({ operationType }) => operationType === "subscription",
    subscriptions,
    new HttpLink({ uri: address }),
  ),
});

const seqs = [];
let entryId;
await new Promise((resolve, reject) => {
  const variables = { id: conversationId };
  apollo.subscribe({ query: gql(events), variables }).subscribe({
    next: ({ data, error }) => {
      if (error) return reject(error);
      const { event } = data;
      if (event.__typename !== "TextDelta") seqs.push(event.seq);
      if (event.entry?.role === "AGENT") entryId = event.entry.id;
      if (isOver(event)) resolve();
    },
    error: reject,
  });
});
// The linked messages of events are in the cache, under their own ids, also for fragments on an interface.
const fragment = gql("fragment Text on Entry { ... on Message { text } }");
const { text } = apollo.readFragment({ id: `Message:${entryId}`, fragment });
await report({ seqs, text });
apollo.stop();
