import type { ViewEntry } from "../view-types.ts";
import { callFields, type CallState } from "./calls.ts";
import type { AgentName, ConversationEntry, Status, StoreNode } from "./entries.ts";
import type { ConversationRecord } from "./record.ts";

interface Made {
  from: Pick<ViewEntry, "status" | "node">;
  call: CallState | undefined;
  entry: ConversationEntry;
}

/** Makes the entries of lists. An entry that did not change is the same object as before; text is not a change. */
export class EntryList {
  #made = new Map<string, Made>();

  /** The entries of a record. */
  of({ view, calls }: ConversationRecord): ConversationEntry[] {
    const made = new Map<string, Made>();
    for (const from of view.entries) {
      const call = calls.get(from.id);
      const was = this.#made.get(from.id);
      const isSame = was?.call === call && was?.from.status === from.status &&
        was.from.node === from.node;
      made.set(from.id, was && isSame ? was : { from, call, entry: entryOf(from, call) });
    }
    this.#made = made;
    return [...made.values()].map(({ entry }) => entry);
  }
}

function entryOf({ id, status, node }: ViewEntry, call: CallState | undefined): ConversationEntry {
  const given = node as StoreNode | undefined;
  const shown = {
    id,
    key: given?.__typename === "Message" ? given.idempotencyKey ?? id : id,
    turnId: given?.turn.id ?? null,
    status: status as Status,
    createdAt: given?.createdAt ?? null,
  };
  if (given?.__typename === "ToolCall") {
    const { server, name } = given;
    return { ...shown, type: "tool-call", server, name, ...callFields(given, call) };
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
  return { ...shown, type: "message", role, author, delivery: null, fault: null };
}

/** The agent and number of a version. */
export function nameOf(version: { number: number; agent: { name: string } }): AgentName {
  return { name: version.agent.name, version: version.number };
}
