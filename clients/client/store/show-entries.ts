import type { ViewEntry } from "../view/view-types.ts";
import { callFields, type CallState } from "./calls.ts";
import {
  type AgentName,
  type ConversationEntry,
  final,
  type Status,
  type StoreNode,
} from "./entries.ts";
import type { ConversationRecord } from "./record.ts";

interface Made {
  readonly call: CallState | undefined;
  readonly entry: ConversationEntry;
}

/** Makes the entries of lists. An entry that did not change is the same object as before; text is not a change. */
export class EntryList {
  readonly #made = new WeakMap<ViewEntry, Made>();
  /** Entries that are being written: each piece of text is another object of the view. */
  readonly #written = new Map<string, Made & { from: ViewEntry }>();

  /** The entries of a record. */
  of({ view, calls }: ConversationRecord): ConversationEntry[] {
    return view.entries.map((from) => {
      const call = calls.get(from.id);
      const known = this.#made.get(from);
      return known && known.call === call ? known.entry : this.#make(from, call);
    });
  }

  #make(from: ViewEntry, call: CallState | undefined): ConversationEntry {
    const was = this.#written.get(from.id);
    const isSame = was?.call === call && was?.from.status === from.status &&
      was.from.node === from.node;
    const made = {
      call,
      entry: was && isSame ? was.entry : entryOf(from, call),
    };
    this.#made.set(from, made);
    if (final.includes(from.status)) this.#written.delete(from.id);
    else this.#written.set(from.id, { ...made, from });
    return made.entry;
  }
}

function entryOf(
  { id, status, node }: ViewEntry,
  call: CallState | undefined,
): ConversationEntry {
  const given = node as StoreNode | undefined;
  const shown = {
    id,
    key: given?.__typename === "Message" ? given.idempotencyKey ?? id : id,
    turnId: given?.turn.id ?? null,
    turnNumber: given?.turn.number ?? null,
    status: status as Status,
    createdAt: given?.createdAt ?? null,
  };
  if (given?.__typename === "ToolCall") {
    const { server, name } = given;
    return {
      ...shown,
      type: "tool-call",
      server,
      name,
      ...callFields(given, call),
    };
  }
  if (given?.__typename === "Handoff") {
    return {
      ...shown,
      type: "handoff",
      from: nameOf(given.from),
      to: given.to && nameOf(given.to),
    };
  }
  const author = given?.author ? nameOf(given.author) : null;
  const role = given?.role ?? "AGENT";
  return {
    ...shown,
    type: "message",
    role,
    author,
    delivery: null,
    fault: null,
  };
}

/** The agent and number of a version. */
export function nameOf(
  version: { number: number; agent: { name: string } },
): AgentName {
  return { name: version.agent.name, version: version.number };
}
