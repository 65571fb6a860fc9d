import { textOf } from "../../protocol/conversation/content.ts";
import type { MessageRecord } from "../../protocol/records.ts";
import { builder } from "../builder.ts";
import { Content } from "./content.ts";
import { enumValues } from "../enum-values.ts";
import { present } from "../errors.ts";
import { Node, nodeTypeName } from "../node.ts";
import { connection } from "../page/page.ts";
import { Status } from "../status.ts";
import { AgentVersion, Entry, Message, Turn } from "../refs.ts";

Entry.implement({
  description: "One thing said or done in a conversation.",
  interfaces: [Node],
  resolveType: (entry) => nodeTypeName(entry),
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    turn: t.field({
      type: Turn,
      description: "Its turn, in the conversation where it was first said.",
      resolve: (entry, _, { reads }) => present("turn", reads.turn(entry.turnId)),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it began." }),
    status: t.expose("status", {
      type: Status,
      description: "RUNNING while it is written or done.",
    }),
  }),
});

const Role = builder.enumType("Role", {
  description: "Who speaks.",
  values: enumValues<MessageRecord["role"]>({ USER: "The user.", AGENT: "The agent." }),
});

Message.implement({
  description: "What a user or an agent said.",
  interfaces: [Node, Entry],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    turn: t.field({
      type: Turn,
      description: "Its turn.",
      resolve: (message, _, { reads }) => present("turn", reads.turn(message.turnId)),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it began." }),
    status: t.expose("status", {
      type: Status,
      description: "RUNNING while it is written, CANCELLED when it was cut short.",
    }),
    role: t.expose("role", { type: Role, description: "Who speaks." }),
    author: t.field({
      type: AgentVersion,
      description: "The version that speaks; null for a user.",
      nullable: true,
      resolve: ({ authorVersionId }, _, { reads }) =>
        authorVersionId === null ? null : reads.agentVersion(authorVersionId),
    }),
    idempotencyKey: t.exposeString("idempotencyKey", {
      description:
        "Key of the mutation that sent it, so that a screen can replace what it drew ahead; null for an agent.",
      nullable: true,
    }),
    content: t.expose("content", {
      type: [Content],
      description:
        "Its parts; TextDelta.part counts in here. While RUNNING, what is written so far.",
    }),
    text: t.string({
      description: "All TextContent joined, as Markdown.",
      resolve: (message) => textOf(message.content),
    }),
  }),
});

/** Page of entries. */
export const EntryConnection = connection("Entry", Entry, {
  page: "Page of entries.",
  edge: "An entry in a page.",
  node: "The entry.",
  cursor: "Its place; not a place in the log.",
});
