// Runs a snippet that watches a conversation until its turn has ended, and prints what it had: `node watch.mjs urql.mjs <id>`.
import process from "node:process";
import { applyEvent, conversationView, textOfEntry } from "@tramontane/client";

const [, , file, id] = process.argv;
const { environment, watch = (id, show) => subscribe(environment, id, show) } = await import(
  `./${file}`
);
watch(id, (view) => {
  if (!Object.values(view.turns).includes("COMPLETED")) return;
  console.log(view.entries.map(textOfEntry).join("\n"));
  process.exit();
});

/** As Relay does for a compiled document. */
function subscribe(environment, id, show) {
  const text = `subscription Events($id: ID!, $after: String) {
    event: conversationEvents(id: $id, after: $after) {
      __typename
      ... on Event { cursor fromSeq seq }
      ... on EntryChanged { entryId status entry { id ... on Message { role text } } }
      ... on TextDelta { nodeId part kind offset text }
      ... on TurnChanged { turnId status }
    }
  }`;
  let view = conversationView();
  const request = { name: "Events", operationKind: "subscription", id: null, text, metadata: {} };
  environment.getNetwork().execute(request, { id }, {}).subscribe({
    next: ({ data }) => show(view = applyEvent(view, data.event)),
    error: (error) => {
      throw error;
    },
  });
}
