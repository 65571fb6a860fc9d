import type { ContentInput, WhenBusy } from "../document-types.generated.ts";
import { pause } from "../connection/pause.ts";
import { defaultRetry, waitAfter } from "../connection/retry.ts";
import { closedCode } from "../errors.ts";
import type { Source } from "../source.ts";
import type { Delivery } from "./entries.ts";
import { type Fault, ownFault, type Result } from "./fault.ts";
import { attempt } from "./mutate.ts";
import {
  readMessages,
  type StoredMessage,
  type TextStorage,
  writeMessages,
} from "./outbox-storage.ts";
import { storeSend } from "./store.generated.ts";

/** A message on its way. */
export interface OutgoingMessage extends StoredMessage {
  readonly delivery: Delivery;
  readonly fault: Fault | null;
  /** Known once it is sent. */
  readonly turnId: string | null;
}

/** What was sent. */
export interface Sent {
  readonly turnId: string;
  readonly entryId: string;
}

/** A message to send. */
export interface NewMessage {
  conversationId: string;
  content: readonly ContentInput[];
  whenBusy?: WhenBusy | undefined;
}

/** Maximum number of messages that wait, of all conversations. */
export const maxOutgoing = 100;

/**
 * Sends messages in their order, each once: a message whose answer does not arrive is sent again with the same idempotency
 * key, until the server can be reached. `changed` is called after each change.
 */
export class Outbox {
  readonly #source: Source;
  readonly #storage: TextStorage | undefined;
  readonly #name: string;
  readonly #changed: () => void;
  readonly #results = new Map<string, (result: Result<Sent>) => void>();
  #messages: readonly OutgoingMessage[] = [];
  #sending = false;
  #closed = false;
  #waiting = new AbortController();

  constructor(
    source: Source,
    { storage, name, changed }: {
      storage: TextStorage | undefined;
      name: string;
      changed: () => void;
    },
  ) {
    this.#source = source;
    this.#storage = storage;
    this.#name = name;
    this.#changed = changed;
    const left = storage ? readMessages(storage, name, Date.now()) : [];
    this.#messages = left.map((one) => ({
      ...one,
      delivery: "queued",
      fault: null,
      turnId: null,
    }));
    if (left.length > 0) void this.#sendAll();
  }

  /** The messages of a conversation, the oldest first. */
  of(conversationId: string): readonly OutgoingMessage[] {
    return this.#messages.filter((one) => one.conversationId === conversationId);
  }

  /** Takes a message; the result comes once it is sent or refused. */
  send(
    { conversationId, content, whenBusy = "ENQUEUE" }: NewMessage,
  ): Promise<Result<Sent>> {
    const waiting = this.#messages.filter(({ delivery }) => delivery !== "sent");
    if (waiting.length >= maxOutgoing) {
      const message = `${maxOutgoing} messages wait to be sent; none is added before one has left`;
      return Promise.resolve({
        ok: false,
        fault: ownFault("OUTBOX_FULL", message),
      });
    }
    const idempotencyKey = crypto.randomUUID();
    const message = {
      idempotencyKey,
      conversationId,
      content,
      whenBusy,
      at: Date.now(),
    };
    // Those that were sent are kept until a reader has them, which may have left.
    const kept = this.#messages.length < 2 * maxOutgoing ? this.#messages : waiting;
    this.#set([...kept, {
      ...message,
      delivery: "sending",
      fault: null,
      turnId: null,
    }]);
    return new Promise((resolve) => {
      this.#results.set(idempotencyKey, resolve);
      void this.#sendAll();
    });
  }

  /** Sends a refused message again, as a new one at the end; or takes it back. */
  retry(idempotencyKey: string): Promise<Result<Sent>> {
    const found = this.#messages.find((one) => one.idempotencyKey === idempotencyKey);
    if (found?.delivery !== "refused") {
      const fault = ownFault(
        "NOT_FOUND",
        "there is no refused message with this key",
      );
      return Promise.resolve({ ok: false, fault });
    }
    this.dismiss(idempotencyKey);
    return this.send(found);
  }

  /** Removes a message that was refused. One that is on its way cannot be taken back. */
  dismiss(idempotencyKey: string): void {
    this.#remove((one) => one.idempotencyKey === idempotencyKey && one.delivery === "refused");
  }

  /** These messages are in the log: they are shown from there. */
  arrived(idempotencyKeys: ReadonlySet<string>): void {
    this.#remove(({ idempotencyKey, delivery }) =>
      delivery === "sent" && idempotencyKeys.has(idempotencyKey)
    );
  }

  /** The server may be reachable again. */
  wake(): void {
    this.#waiting.abort();
  }

  /** Sends nothing more; what was not sent stays in the storage, for the next page. */
  close(): void {
    this.#closed = true;
    this.wake();
  }

  async #sendAll(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    let failures = 0;
    for (let next = this.#next(); next; next = this.#next()) {
      const { idempotencyKey, conversationId, content, whenBusy } = next;
      const input = {
        idempotencyKey,
        conversationId,
        content: [...content],
        whenBusy,
      };
      const result = await attempt(this.#source, storeSend, input);
      if (this.#closed) return;
      failures = this.#settle(idempotencyKey, result) ? 0 : failures + 1;
      if (failures > 0) await this.#wait(failures);
    }
    this.#sending = false;
  }

  #next(): OutgoingMessage | undefined {
    if (this.#closed) return undefined;
    return this.#messages.find(({ delivery }) => delivery === "sending" || delivery === "queued");
  }

  /** Notes the result of an attempt; false: the message must be sent again. */
  #settle(
    key: string,
    result: Result<{ turn: { id: string }; entry: { id: string } }>,
  ): boolean {
    if (result.ok) {
      const { turn, entry } = result.value;
      this.#note(key, { delivery: "sent", fault: null, turnId: turn.id });
      this.#answer(key, {
        ok: true,
        value: { turnId: turn.id, entryId: entry.id },
      });
      return true;
    }
    // The next client of the account sends what is in the storage: a page may close one before it has the other.
    const waits = result.fault.retryable || result.fault.code === closedCode;
    const delivery = waits ? "queued" : "refused";
    this.#note(key, { delivery, fault: result.fault });
    if (delivery === "refused") this.#answer(key, result);
    return delivery === "refused";
  }

  #answer(key: string, result: Result<Sent>): void {
    this.#results.get(key)?.(result);
    this.#results.delete(key);
  }

  #note(key: string, over: Partial<OutgoingMessage>): void {
    this.#set(
      this.#messages.map((one) => one.idempotencyKey === key ? { ...one, ...over } : one),
    );
  }

  #remove(gone: (message: OutgoingMessage) => boolean): void {
    if (this.#messages.some(gone)) {
      this.#set(this.#messages.filter((one) => !gone(one)));
    }
  }

  #set(messages: readonly OutgoingMessage[]): void {
    this.#messages = messages;
    if (this.#storage) {
      writeMessages(
        this.#storage,
        this.#name,
        messages.filter(isOpen).map(stored),
      );
    }
    this.#changed();
  }

  async #wait(failures: number): Promise<void> {
    const retry = { ...defaultRetry, attempts: Infinity };
    this.#waiting = new AbortController();
    await pause(
      waitAfter(failures, retry, Math.random()) ?? retry.maxMs,
      this.#waiting.signal,
    );
  }
}

const isOpen = ({ delivery }: OutgoingMessage) => delivery === "sending" || delivery === "queued";

const stored = (
  { idempotencyKey, conversationId, content, whenBusy, at }: OutgoingMessage,
): StoredMessage => ({ idempotencyKey, conversationId, content, whenBusy, at });
