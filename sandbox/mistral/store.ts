import * as fs from "node:fs";
import { join } from "node:path";
import { openJournal } from "../state/journal.ts";
import type { Agent, Conversation, Entry, File } from "./wire.ts";

/** Records by id. */
export type Records<T> = Pick<ReadonlyMap<string, T>, "get" | "has" | "values" | "size">;

/** The emulator's state. Every change is on disk when the call returns. */
export type Store = {
  agents: Records<Agent>;
  conversations: Records<Conversation>;
  files: Records<File>;
  saveFile(file: File): void;
  saveAgent(agent: Agent): void;
  deleteAgent(id: string): void;
  saveConversation(conversation: Conversation, entries?: readonly Entry[]): void;
  deleteConversation(id: string): void;
  /** The entries of a conversation; empty if there are none. */
  entries(id: string): readonly Entry[];
  append(id: string, entries: readonly Entry[]): void;
  clear(): void;
  close(): void;
};

type AgentRecord = { put?: Agent; delete?: string };
type ConversationRecord = { put?: Conversation; id?: string; entries?: Entry[]; delete?: string };

function openAgents(path: string) {
  const agents = new Map<string, Agent>();
  const journal = openJournal(path, {
    load(record) {
      const { put, delete: deleted } = record as AgentRecord;
      if (put) agents.set(put.id, put);
      if (deleted) agents.delete(deleted);
    },
    snapshot: () => [...agents.values()].map((put) => ({ put })),
  });
  return { agents, journal };
}

function openConversations(path: string) {
  const conversations = new Map<string, Conversation>();
  const entries = new Map<string, Entry[]>();
  const load = (record: unknown) => {
    const { put, id, entries: more, delete: deleted } = record as ConversationRecord;
    if (put) conversations.set(put.id, put);
    if (id && more) entries.set(id, [...(entries.get(id) ?? []), ...more]);
    if (deleted) {
      conversations.delete(deleted);
      entries.delete(deleted);
    }
  };
  const journal = openJournal(path, {
    load,
    snapshot: () =>
      [...conversations.values()].map((put) => ({
        put,
        id: put.id,
        entries: entries.get(put.id) ?? [],
      })),
  });
  const write = (record: ConversationRecord) => {
    load(record);
    journal.write(record);
  };
  return { conversations, entries, write, journal };
}

function openFiles(path: string) {
  const files = new Map<string, File>();
  const journal = openJournal(path, {
    load(record) {
      const { put, delete: deleted } = record as { put?: File; delete?: string };
      if (put) files.set(put.id, put);
      if (deleted) files.delete(deleted);
    },
    snapshot: () => [...files.values()].map((put) => ({ put })),
  });
  const write = (record: { put?: File; delete?: string }) => {
    if (record.put) files.set(record.put.id, record.put);
    if (record.delete) files.delete(record.delete);
    journal.write(record);
  };
  return { files, journal, write };
}

/** Opens the state in `folder`; creates the folder if it does not exist. */
export function openStore(folder: string): Store {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const a = openAgents(join(folder, "agents.jsonl"));
  const c = openConversations(join(folder, "conversations.jsonl"));
  const f = openFiles(join(folder, "files.jsonl"));
  const store: Store = {
    files: f.files,
    saveFile: (put) => f.write({ put }),
    agents: a.agents,
    conversations: c.conversations,
    saveAgent(put) {
      a.agents.set(put.id, put);
      a.journal.write({ put });
    },
    deleteAgent(id) {
      a.agents.delete(id);
      a.journal.write({ delete: id });
    },
    saveConversation: (put, entries = []) => c.write({ put, id: put.id, entries: [...entries] }),
    deleteConversation: (id) => c.write({ delete: id }),
    entries: (id) => c.entries.get(id) ?? [],
    append: (id, entries) => c.write({ id, entries: [...entries] }),
    clear() {
      for (const id of [...a.agents.keys()]) store.deleteAgent(id);
      for (const id of [...c.conversations.keys()]) store.deleteConversation(id);
      for (const id of [...f.files.keys()]) f.write({ delete: id });
    },
    close() {
      a.journal.close();
      c.journal.close();
      f.journal.close();
    },
  };
  return store;
}
