import { applyEvent, conversationView, textOfEntry } from "@tramontane/client";
import { readTurn } from "@tramontane/client/turn";
import { client, conversationId, events, isOver, report, turnId } from "./start.mjs";

const seqs = [];
let view = conversationView();
for await (const event of client.follow({ query: events, variables: { id: conversationId } })) {
  view = applyEvent(view, event);
  if (event.__typename !== "TextDelta") seqs.push(event.seq);
  if (isOver(event)) break;
}

const texts = new Map();
for await (const { parts } of readTurn(client, { conversationId, turnId })) {
  for (const part of parts) {
    if (part.type === "text-end" && part.kind === "TEXT") texts.set(part.entryId, part.text);
  }
}

const last = view.entries.findLast(({ node }) => node?.role === "AGENT");
await report({ seqs, text: textOfEntry(last), partText: [...texts.values()].at(-1) });
