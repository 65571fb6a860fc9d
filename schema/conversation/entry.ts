import { textOf } from "../../protocol/conversation/content.ts";
import type { MessageRecord } from "../../protocol/conversation/records.ts";
import { builder } from "../builder.ts";
import { Content } from "./content.ts";
import { enumValues } from "../enum-values.ts";
import { requireRecord } from "../errors.ts";
import { Node, nodeTypeName } from "../node.ts";
import { connection } from "../page/page.ts";
import { Status } from "../status.ts";
import { AgentVersion, Entry, Message, Turn } from "../refs.ts";
import { textCost } from "../text-cost.ts";

Entry.implement({
  description: "A message, a tool call or a hand-off of a conversation.",
  interfaces: [Node],
  resolveType: (entry) => nodeTypeName(entry),
  fields: (t) => ({
    turn: t.field({
      type: Turn,
      description:
        "Turn of the entry. Of an entry that a fork shares: the turn of the original conversation.",
      resolve: (entry, _, { reads }) => requireRecord("turn", reads.turn(entry.turnId), reads),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Time of the start." }),
    status: t.expose("status", {
      type: Status,
      description: "Status; RUNNING while the entry is being written or executed.",
    }),
  }),
});

const Role = builder.enumType("Role", {
  description: "Author of a message.",
  values: enumValues<MessageRecord["role"]>({ USER: "A user.", AGENT: "An agent." }),
});

/** Estimated number of parts of a message, for the cost of their list. */
const estimatedParts = 4;

Message.implement({
  description: "A message of a user or an agent.",
  interfaces: [Node, Entry],
  fields: (t) => ({
    status: t.expose("status", {
      type: Status,
      description:
        "Status; RUNNING while the message is being written, CANCELLED when it is incomplete.",
    }),
    role: t.expose("role", { type: Role, description: "Author of a message." }),
    author: t.field({
      type: AgentVersion,
      description: "Agent version that wrote the message; null for a user.",
      nullable: true,
      resolve: ({ authorVersionId }, _, { reads }) =>
        authorVersionId === null ? null : reads.agentVersion(authorVersionId),
    }),
    idempotencyKey: t.exposeString("idempotencyKey", {
      description:
        "Idempotency key of the mutation that sent the message, to match optimistic updates; null for an agent.",
      nullable: true,
    }),
    content: t.expose("content", {
      type: [Content],
      complexity: { field: 1, multiplier: estimatedParts },
      description:
        "Parts of the message; TextDelta.part is an index of this list. While RUNNING: the text so far.",
    }),
    text: t.string({
      complexity: textCost,
      description: "Text of all TextContent parts, joined, as Markdown.",
      resolve: (message) => textOf(message.content),
    }),
  }),
});

/** Page of entries. */
export const EntryConnection = connection("Entry", Entry, "entries", {
  cursor: "Cursor of the edge, not a cursor of events.",
});
