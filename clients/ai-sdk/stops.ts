import type { Source } from "@tramontane/client";
import { cancelChatTurn } from "./chat.generated.ts";
import { command, RefusedError } from "./commands.ts";

/** What a `stop()` does, see TransportOptions. */
export interface StopOptions {
  client: Source;
  onStop?: "cancel" | "detach";
  onError?: (error: unknown) => void;
}

/** Cancels turns whose chats are stopped. */
export class Stops {
  readonly #options: StopOptions;
  /** Cancellations that are on their way, by chat. */
  readonly #running = new Map<string, Promise<void>>();
  /** How often each chat was resumed. */
  readonly #resumed = new Map<string, number>();

  constructor(options: StopOptions) {
    this.#options = options;
  }

  /** Cancels the turn once the signal is aborted, unless the chat is resumed in the same task. */
  watch(chatId: string, turnId: string, signal: AbortSignal | undefined): void {
    if (!signal || this.#options.onStop === "detach") return;
    const stop = () => {
      const before = this.#resumed.get(chatId);
      const stopping = (async () => {
        // A chat that is resumed while it is being read aborts the first signal, as does React's StrictMode: no stop.
        await new Promise((resolve) => setTimeout(resolve));
        if (this.#resumed.get(chatId) === before) await this.cancel(turnId);
      })().catch(this.#options.onError ?? console.error);
      this.#running.set(chatId, stopping);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  }

  /** The chat is resumed. */
  resumed(chatId: string): void {
    this.#resumed.set(chatId, (this.#resumed.get(chatId) ?? 0) + 1);
  }

  /** Settles when no cancellation of the chat is on its way: what is sent next comes after it. */
  async settled(chatId: string): Promise<void> {
    await this.#running.get(chatId);
    this.#running.delete(chatId);
  }

  /** Cancels a turn. One that has ended stays as it is. */
  async cancel(turnId: string): Promise<void> {
    const input = { turnId, idempotencyKey: crypto.randomUUID(), reason: null };
    try {
      await command(this.#options.client, cancelChatTurn, input);
    } catch (error) {
      if (!(error instanceof RefusedError && error.type === "ConflictError")) throw error;
    }
  }
}
