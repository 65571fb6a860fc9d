import { createHash } from "node:crypto";
import { canonicalJson } from "../../protocol/json/canonical.ts";

const prefix = "ag-ui:";
/** Limit of a label and of an idempotency key, UTF-16 code units. */
const maxLength = 200;

/** A name for an id of the client; its hash where the id is too long, or has characters that a name may not have. */
function named(start: string, id: string): string {
  const plain = `${start}${id}`;
  const isPlain = id.isWellFormed() && id.trim() === id && !/\p{Cc}/u.test(id);
  const fits = plain.length <= maxLength && isPlain && !id.startsWith(hashed);
  return fits ? plain : `${start}${hashed}${hashOf(id)}`;
}

const hashed = "sha256:";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** The label of the conversation of a thread. */
export const labelOf = (threadId: string): string => named(prefix, threadId);

/** The key under which the conversation of a thread is started: one for each agent and selected version. */
export const startKey = (agent: string, version: object | null, threadId: string): string =>
  `${prefix}${hashOf(canonicalJson([agent, version, threadId]))}`;

/** The key under which a message of the client is sent. */
export const messageKey = (conversationId: string, messageId: string): string =>
  named(keysOf(conversationId), messageId);

/** The key of an answer to an interrupt: the same answer has the same key. */
export const answerKey = (interruptId: string, answer: unknown): string =>
  `${prefix}${hashOf(canonicalJson([interruptId, answer]))}`;

/** The client's id of a message that was sent under this key; null for a message that this bridge did not send. */
export function messageIdOf(conversationId: string, key: string | null): string | null {
  const start = keysOf(conversationId);
  const id = key?.startsWith(start) ? key.slice(start.length) : null;
  return id === null || id.startsWith(hashed) ? null : id;
}

const keysOf = (conversationId: string) => `${prefix}${conversationId}:`;
