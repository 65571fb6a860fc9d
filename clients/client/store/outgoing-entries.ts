import type { ViewEntry } from "../view/view-types.ts";
import type { MessageEntry, StoreNode } from "./entries.ts";
import type { OutgoingMessage } from "./outbox.ts";
import type { ConversationRecord } from "./record.ts";

/** The idempotency keys of the messages that a record has. */
export function arrivedKeys({ view }: ConversationRecord): ReadonlySet<string> {
  return new Set(view.entries.flatMap(({ node }) => {
    const given = node as StoreNode | undefined;
    return given?.__typename === "Message" ? given.idempotencyKey ?? [] : [];
  }));
}

/** The id of a message that the server has not shown yet. */
export const outgoingId = (idempotencyKey: string) => `outgoing:${idempotencyKey}`;

/** Makes list entries of messages; a message that did not change has the same entry as before. */
export class OutgoingList {
  readonly #made = new WeakMap<OutgoingMessage, MessageEntry>();

  entryOf(message: OutgoingMessage): MessageEntry {
    const made = this.#made.get(message) ?? entryOf(message);
    this.#made.set(message, made);
    return made;
  }
}

function entryOf(
  { idempotencyKey, turnId, delivery, fault, at }: OutgoingMessage,
): MessageEntry {
  return {
    type: "message",
    id: outgoingId(idempotencyKey),
    key: idempotencyKey,
    turnId,
    turnNumber: null,
    status: "QUEUED",
    createdAt: new Date(at).toISOString(),
    role: "USER",
    author: null,
    delivery,
    fault: delivery === "refused" ? fault : null,
  };
}

/** The text of a message as a view has it. */
export function outgoingView(
  { idempotencyKey, content }: OutgoingMessage,
): ViewEntry {
  const parts = content.map((part) =>
    part.text !== undefined ? { kind: "TEXT", text: part.text } : {
      kind: "MEDIA",
      text: "",
      url: part.imageUrl ?? part.documentUrl ?? null,
    }
  );
  return {
    id: outgoingId(idempotencyKey),
    status: "QUEUED",
    parts,
    node: undefined,
  };
}
