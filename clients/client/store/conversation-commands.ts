import type { VerdictInput, WhenBusy } from "../document-types.generated.ts";
import {
  cancelTurn,
  closeConversation,
  type Content,
  decideApproval,
  forkConversation,
  partsOf,
  type Started,
  type ToDecide,
} from "./commands.ts";
import type { StoreContext } from "./context.ts";
import { ownFault, type Result } from "./fault.ts";
import type { Sent } from "./outbox.ts";

/** What one can do with a conversation. What the server refuses is a value. */
export abstract class ConversationCommands {
  readonly id: string;
  readonly #context: StoreContext;

  constructor(id: string, context: StoreContext) {
    this.id = id;
    this.#context = context;
  }

  /** The id of the open turn that is shown. */
  protected abstract openTurn(): string | null;

  /** Shows the state after event `n`; null: the newest. */
  abstract setAt(n: number | null): void;

  /**
   * Sends a message, which is shown at once. Without a connection it waits, and is sent once. The result comes when the
   * server has accepted or refused it.
   */
  send(
    content: Content,
    { whenBusy }: { whenBusy?: WhenBusy } = {},
  ): Promise<Result<Sent>> {
    this.setAt(null);
    const message = {
      conversationId: this.id,
      content: partsOf(content),
      whenBusy,
    };
    return this.#context.outbox.send(message);
  }

  /** Sends a refused message again; the `key` is that of its entry. */
  retry(key: string): Promise<Result<Sent>> {
    return this.#context.outbox.retry(key);
  }

  /** Removes a refused message; the `key` is that of its entry. */
  dismiss(key: string): void {
    this.#context.outbox.dismiss(key);
  }

  /** Cancels a turn, without an id the open one. */
  async cancel(turnId?: string, reason?: string): Promise<Result<string>> {
    const id = turnId ?? this.openTurn();
    if (id) return await cancelTurn(this.#context.source, id, reason);
    return { ok: false, fault: ownFault("NO_OPEN_TURN", "no turn is open") };
  }

  /** Decides on an approval; the verdict that now holds. */
  decide(approval: ToDecide, verdict: VerdictInput): Promise<Result<string>> {
    return decideApproval(this.#context.source, approval, verdict);
  }

  /** Starts a conversation that shares the entries up to this one. */
  async forkAt(entryId: string, content?: Content): Promise<Result<Started>> {
    const result = await forkConversation(
      this.#context.source,
      entryId,
      content,
    );
    this.#context.touched();
    return result;
  }

  /** Closes the conversation for good. */
  close(): Promise<Result<string>> {
    return closeConversation(this.#context.source, this.id);
  }
}
