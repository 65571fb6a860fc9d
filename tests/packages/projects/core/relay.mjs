import { relaySubscriptions } from "@tramontane/client/relay";
import runtime from "relay-runtime";
import { client, conversationId, isOver, report } from "./start.mjs";
import { eventsRequest } from "./relay-request.mjs";

const { Environment, Network, Observable, RecordSource, requestSubscription, Store } = runtime;
const source = relaySubscriptions({ client });
const environment = new Environment({
  network: Network.create(
    ({ text }, variables) => client.request(text, variables).then((data) => ({ data })),
    (request, variables) => Observable.create(source(request, variables)),
  ),
  store: new Store(new RecordSource()),
});

const seqs = [];
let entryId;
await new Promise((resolve, reject) => {
  requestSubscription(environment, {
    subscription: eventsRequest,
    variables: { id: conversationId },
    onNext: ({ event }) => {
      if (event.__typename !== "TextDelta") seqs.push(event.seq);
      if (event.entry?.role === "AGENT") entryId = event.entry.id;
      if (isOver(event)) resolve();
    },
    onError: reject,
  });
});
// The linked messages of events are in the store, under their own ids.
const text = environment.getStore().getSource().get(entryId).text;
await report({ seqs, text });
