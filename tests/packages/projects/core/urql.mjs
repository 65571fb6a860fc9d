import { keys, schema } from "@tramontane/client/graphcache";
import { urqlSubscriptions } from "@tramontane/client/urql";
import { createClient, fetchExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { address, client, conversationId, events, isOver, report, stored } from "./start.mjs";

const warnings = [];
console.warn = (...what) => warnings.push(what.join(" "));

const urql = createClient({
  url: address,
  preferGetMethod: false,
  exchanges: [
    cacheExchange({ keys, schema }),
    fetchExchange,
    subscriptionExchange({ forwardSubscription: urqlSubscriptions({ client }) }),
  ],
});

// Before the answer: the cache then gets the rest from the events.
await urql.query(stored, { id: conversationId }).toPromise();
const seqs = [];
await new Promise((resolve, reject) => {
  urql.subscription(events, { id: conversationId }).subscribe(({ data, error }) => {
    if (error) return reject(error);
    if (data.event.__typename !== "TextDelta") seqs.push(data.event.seq);
    if (isOver(data.event)) resolve();
  });
});
const read = await urql.query(stored, { id: conversationId }, { requestPolicy: "network-only" });
const { nodes } = read.data.conversation.entries;
const text = nodes.findLast(({ role }) => role === "AGENT").text;
await report({ seqs, text, warnings });
