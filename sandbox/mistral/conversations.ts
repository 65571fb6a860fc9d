import { asObject } from "../model/types.ts";
import { findAgent, findVersion, metadataFilter, wholeNumber } from "./agents.ts";
import { checkBody } from "./bodies.ts";
import { badRequest, busy, notFound, unprocessable } from "./errors.ts";
import { newId, timestamp } from "./ids.ts";
import { entriesOf, inputBodies } from "./inputs.ts";
import { isKnownModel } from "./models.ts";
import { checkResults } from "./open-calls.ts";
import type { Json } from "../model/types.ts";
import type { Emulator } from "./emulator.ts";
import type { Turn } from "./run.ts";
import type { Conversation, Entry, EntryBody } from "./wire.ts";

type Prepared = Omit<Turn, "headers">;

/** The conversation of an id. Throws 404. */
export function findConversation(emulator: Emulator, id: string): Conversation {
  const found = emulator.store.conversations.get(id);
  if (!found) throw notFound("Conversation", id);
  return found;
}

/** The API's representation of a conversation. */
export function conversationBody({ root: _, account: __, ...conversation }: Conversation): Json {
  return { object: "conversation", ...conversation };
}

/** Throws 422 for invalid combinations of fields. */
function checkStart(body: Json): void {
  const set = (key: string) => body[key] !== undefined && body[key] !== null;
  const wrong = (msg: string) =>
    unprocessable([{ type: "value_error", loc: ["body"], msg: `Value error, ${msg}` }]);
  if (set("agent_id") === set("model")) {
    throw wrong("exactly one of agent_id and model must be set");
  }
  if (set("model") && set("handoff_execution")) {
    throw wrong("handoff_execution cannot be set with model");
  }
  if (set("model") && set("agent_version")) throw wrong("agent_version cannot be set with model");
  const own = ["instructions", "tools"].find(set);
  if (set("agent_id") && own) throw wrong(`${own} cannot be set with agent_id`);
}

function newConversation(emulator: Emulator, body: Json): Conversation {
  const at = timestamp();
  const id = newId("conv");
  const { agent_id, agent_version, model, name, description, metadata } = body;
  const common = { id, root: id, created_at: at, updated_at: at, name, description, metadata };
  if (typeof agent_id === "string") {
    const agent = findAgent(emulator.store, agent_id);
    const version = findVersion(agent, agent_version);
    return { ...common, agent_id, agent_version: version } as Conversation;
  }
  if (!isKnownModel(String(model))) throw badRequest(`Invalid model: ${String(model)}`, 1500);
  const { instructions, tools, completion_args, guardrails } = body;
  return { ...common, model, instructions, tools, completion_args, guardrails } as Conversation;
}

function turnFor(
  conversation: Conversation,
  priorEntries: readonly Entry[],
  inputs: EntryBody[],
  body: Json,
): Prepared {
  checkResults(priorEntries, inputs);
  const args = Object.fromEntries(
    Object.entries(asObject(body.completion_args)).filter(([, value]) => value !== null),
  );
  const stream = body.stream === true;
  return {
    conversation,
    priorEntries,
    inputs: entriesOf(inputs),
    args,
    stream,
    store: body.store !== false,
  };
}

/** Creates and locks a conversation, and prepares its first turn. Clients can read it before the model answers. */
export function startTurn(emulator: Emulator, body: Json): Prepared {
  checkBody("conversations.start", body);
  checkStart(body);
  const conversation = newConversation(emulator, body);
  const own = conversation.agent_id ? {} : asObject(conversation.completion_args);
  const args = { ...own, ...asObject(body.completion_args) };
  const turn = turnFor(conversation, [], inputBodies(body.inputs), {
    ...body,
    completion_args: args,
  });
  if (turn.store) emulator.store.saveConversation(conversation);
  emulator.locks.take(conversation.id);
  return turn;
}

/** Locks a conversation and prepares its next turn. Throws 404, 409, 422, 400. */
export function appendTurn(emulator: Emulator, id: string, body: Json): Prepared {
  checkBody("conversations.append", body);
  const conversation = findConversation(emulator, id);
  if (conversation.agent_id) findAgent(emulator.store, conversation.agent_id);
  if (emulator.locks.isLocked(id)) throw busy(id);
  // Confirmations are for connectors, which the emulator does not have.
  if (Array.isArray(body.tool_confirmations) && body.tool_confirmations.length > 0) {
    throw badRequest("No tool call is waiting for a confirmation.");
  }
  const turn = turnFor(conversation, emulator.store.entries(id), inputBodies(body.inputs), body);
  emulator.locks.take(id);
  return turn;
}

/** Creates and locks a conversation with the entries up to and including `from_entry_id`, and prepares its next turn. */
export function restartTurn(emulator: Emulator, id: string, body: Json): Prepared {
  checkBody("conversations.restart", body);
  const source = findConversation(emulator, id);
  if (emulator.settings.modes.restartRefusedWhileLocked && emulator.locks.isLocked(id)) {
    throw busy(id);
  }
  if (body.inputs === null) {
    const loc = ["body", "inputs"];
    throw unprocessable([{
      type: "value_error",
      loc,
      msg: "Input should not be null",
      input: null,
    }]);
  }
  const entries = emulator.store.entries(id);
  const at = entries.findIndex((entry) => entry.id === body.from_entry_id);
  if (at < 0) throw notFound("Entry", String(body.from_entry_id));
  const agent = source.agent_id ? findAgent(emulator.store, source.agent_id) : undefined;
  const version = agent && findVersion(agent, body.agent_version ?? source.agent_version);
  const made = newId("conv");
  const now = timestamp();
  const conversation: Conversation = {
    ...source,
    id: made,
    created_at: now,
    updated_at: now,
    metadata: body.metadata === undefined ? null : asObject(body.metadata),
    ...(version !== undefined && { agent_version: version }),
  };
  const fresh = emulator.settings.modes.freshEntryIds;
  const priorEntries = entries.slice(0, at + 1).map((entry) =>
    fresh ? { ...entry, id: newId(entry.id.split("_")[0] as "msg") } : entry
  );
  const turn = turnFor(conversation, priorEntries, inputBodies(body.inputs), body);
  if (turn.store) emulator.store.saveConversation(conversation, priorEntries);
  emulator.locks.take(made);
  return turn;
}

/** A page of conversations, newest first. */
export function listConversations(emulator: Emulator, query: URLSearchParams): Json[] {
  const fits = metadataFilter(query);
  const size = wholeNumber(query, "page_size", 100, 1_000);
  const start = wholeNumber(query, "page", 0, 1e9) * size;
  const all = [...emulator.store.conversations.values()].filter((one) => fits(one.metadata))
    .reverse();
  return all.slice(start, start + size).map(conversationBody);
}

/** All entries, or only the messages. */
export function history(emulator: Emulator, id: string, messagesOnly: boolean): Json {
  findConversation(emulator, id);
  const all = emulator.visible(id);
  if (!messagesOnly) return { object: "conversation.history", conversation_id: id, entries: all };
  const messages = all.filter((entry) => entry.type.startsWith("message."));
  return { object: "conversation.messages", conversation_id: id, messages };
}

/** Deletes a conversation. Throws 404. */
export function deleteConversation(emulator: Emulator, id: string): void {
  findConversation(emulator, id);
  emulator.store.deleteConversation(id);
  emulator.commits.delete(id);
}
