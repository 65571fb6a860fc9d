import type { Source } from "../../clients/client/source.ts";
import { type TurnEntry, type TurnMessage, TurnReader } from "../../clients/client/turn/mod.ts";
import { BridgeError, payloadOf } from "../failure.ts";
import { agUiSend } from "./ag-ui.generated.ts";
import type { Address } from "./address.ts";
import type { RunRequest } from "./input.ts";
import { answerInterrupts, pendingOf, RunRefusal } from "./interrupts.ts";
import { messageKey } from "./keys.ts";
import { textOf } from "./messages.ts";
import { hasAllUntil } from "./position.ts";
import { isFinal, readState, type ThreadState } from "./state.ts";
import { findThread, startThread } from "./thread.ts";

/** Which turns a run shows, and from where. */
export interface Plan {
  state: ThreadState;
  /** Of the turns that are read until their end; empty: all have ended. */
  turns: readonly string[];
  /** The turn whose end is that of the run; null for none. */
  last: string | null;
  /** Cursor to read after. */
  after: string;
  /** The client has to get what there is already: the run joins a turn, or answers about one that has ended. */
  joins: boolean;
  /** The client resumes, and has all events until the position. */
  hasAll: boolean;
}

/** Answers interrupts, sends the message if it is new, and says what to read. Null: the thread has no conversation yet. */
export async function prepareRun(
  operations: Source,
  address: Address,
  request: RunRequest,
): Promise<Plan | null> {
  const { input: { threadId, resume = [] }, message } = request;
  const found = await findThread(operations, address, threadId);
  if (found === null && request.position !== null) throw nothingToResume;
  if (found === null && !message) return nothing(resume);
  const id = found ?? await startThread(operations, address, threadId);
  const state = await readState(operations, id);
  requireAgent(state, address);
  const hasAll = await hasAllUntil(operations, id, request.position);
  const known = message && knownIn(state, message);
  if (resume.length > 0) await answerInterrupts(operations, state, resume);
  if (!message || known) {
    const changed = resume.length > 0 ? await readState(operations, id) : null;
    return { ...joined(changed ?? state, known?.turn.id), hasAll: hasAll && !changed };
  }
  if (resume.length === 0) requireNoInterrupt(state, request);
  const sent = await send(operations, id, message, request);
  const isIdle = state.turns.every(({ status }) => isFinal(status));
  if (!isIdle || sent.replayed) return joined(await readState(operations, id), sent.turn.id);
  const { turn, eventCursor: after } = sent;
  return { state, turns: [turn.id], last: turn.id, after, joins: false, hasAll: true };
}

/** A reader of each turn of a plan, with what it read of the entries that there are. */
export function readersOf({ turns, state }: Plan, entries: readonly TurnEntry[]) {
  return turns.map((id) => {
    const reader = new TurnReader(id);
    const status = state.turns.find((turn) => turn.id === id)?.status ?? "QUEUED";
    const at = { cursor: state.eventCursor, fromSeq: 0, seq: 0 };
    reader.apply({ __typename: "TurnChanged", ...at, turnId: id, status, turn: null });
    const own = entries.filter((entry) => entry.turn.id === id);
    return { reader, read: own.map((entry) => ({ entry, parts: read(reader, entry) })) };
  });
}

const read = (reader: TurnReader, entry: TurnEntry) =>
  reader.read(entry).filter((part) => part.type !== "unread");

function joined(state: ThreadState, turnId: string | undefined): Plan {
  const open = state.turns.filter(({ status }) => !isFinal(status)).map(({ id }) => id);
  const last = open.at(-1) ?? turnId ?? state.turns.at(-1)?.id ?? null;
  return { state, turns: open, last, after: state.eventCursor, joins: true, hasAll: false };
}

type Sent = NonNullable<RunRequest["message"]>;

/**
 * The message, if the conversation has it. Throws a BridgeError where its id is that of another text, perhaps of another
 * user of the conversation: to answer as if it had been sent would lose it.
 */
function knownIn({ conversationId, entries }: ThreadState, { id, content }: Sent) {
  const key = messageKey(conversationId, id);
  const known = entries.find((entry) =>
    entry.__typename === "Message" && entry.idempotencyKey === key
  ) as TurnMessage | undefined;
  const text = content.map((part) => "text" in part ? part.text : "").join("").toWellFormed();
  if (!known || textOf(known) === text) return known ?? null;
  const message = `The thread has another message with the id ${id.slice(0, 100)}. ` +
    "Send a new message under an id of its own.";
  throw new BridgeError({ status: 409, code: "KEY_REUSED", message });
}

const nothingToResume = new BridgeError({
  status: 400,
  code: "BAD_CURSOR",
  message: "This thread has no conversation, and so no event to resume after.",
});

async function send(
  operations: Source,
  conversationId: string,
  { id, content }: Sent,
  { whenBusy }: RunRequest,
) {
  const idempotencyKey = messageKey(conversationId, id);
  const input = { conversationId, idempotencyKey, content: content as never, whenBusy };
  const { result } = await operations.request(agUiSend, { input });
  return payloadOf(result);
}

function nothing(resume: readonly unknown[]): null {
  if (resume.length === 0) return null;
  const message = "This thread has no conversation, and so no interrupt.";
  throw new RunRefusal({ status: 404, code: "NOT_FOUND", message });
}

function requireAgent({ agent, conversationId }: ThreadState, address: Address): void {
  if (agent === address.agent) return;
  const message = `${conversationId} is a conversation with the agent ${agent}: POST to it.`;
  throw new BridgeError({ status: 409, code: "CONFLICT", message });
}

/** A message would wait for the decision, and its run with it. */
function requireNoInterrupt(state: ThreadState, { whenBusy, waits }: RunRequest): void {
  const pending = pendingOf(state).map(({ id }) => id);
  if (pending.length === 0 || waits || whenBusy === "INTERRUPT" || whenBusy === "ROLLBACK") return;
  const message = `The thread waits for answers to interrupts: ${
    pending.join(", ")
  }. Send them in resume.`;
  throw new RunRefusal({ status: 409, code: "INTERRUPTED", message });
}
