// A subscription as relay-compiler writes it; the compiler is a program of its own, which this project does without.
const field = (name, alias = null) => ({
  alias,
  args: null,
  kind: "ScalarField",
  name,
  storageKey: null,
});
const on = (type, abstractKey, ...selections) => ({
  kind: "InlineFragment",
  selections,
  type,
  abstractKey,
});
const variable = (name) => ({ kind: "Variable", name, variableName: name });
const definition = (name) => ({ defaultValue: null, kind: "LocalArgument", name });

const entry = {
  alias: null,
  args: null,
  concreteType: null,
  kind: "LinkedField",
  name: "entry",
  plural: false,
  selections: [
    field("__typename"),
    field("id"),
    field("status"),
    on("Message", null, field("role"), field("text")),
  ],
  storageKey: null,
};
const selections = [{
  alias: "event",
  args: [variable("after"), variable("id")],
  concreteType: null,
  kind: "LinkedField",
  name: "conversationEvents",
  plural: false,
  selections: [
    field("__typename"),
    on("Event", "__isEvent", field("cursor"), field("fromSeq"), field("seq")),
    on("EntryChanged", null, field("entryId"), field("status"), entry),
    on("TurnChanged", null, field("turnId"), field("status")),
  ],
  storageKey: null,
}];
const argumentDefinitions = [definition("after"), definition("id")];

export const eventsRequest = {
  kind: "Request",
  fragment: {
    argumentDefinitions,
    kind: "Fragment",
    metadata: null,
    name: "EventsSubscription",
    selections,
    type: "Subscription",
    abstractKey: null,
  },
  operation: { argumentDefinitions, kind: "Operation", name: "EventsSubscription", selections },
  params: {
    cacheID: "events",
    id: null,
    metadata: {},
    name: "EventsSubscription",
    operationKind: "subscription",
    text: `subscription EventsSubscription($id: ID!, $after: String) {
      event: conversationEvents(id: $id, after: $after) {
        __typename
        ... on Event { __isEvent: __typename cursor fromSeq seq }
        ... on EntryChanged { entryId status entry { __typename id status ... on Message { role text } } }
        ... on TurnChanged { turnId status }
      }
    }`,
  },
};
