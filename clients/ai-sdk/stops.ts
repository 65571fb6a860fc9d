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

  /**
   * Cancels the turn once the signal is aborted. A chat that is resumed while it is being read aborts the signal of its
   * first reading, and so does React's StrictMode: no stop. `resumed` is the count when the request began.
   */
  watch(chatId: string, turnId: string, signal: AbortSignal | undefined, resumed: number): void {
    if (!signal || this.#options.onStop === "detach") return;
    const stop = (before: number) => {
      const stopping = (async () => {
        // The request that replaces this one begins in the task of the abort.
        await new Promise((resolve) => setTimeout(resolve));
        if (this.resumedSoFar(chatId) === before) await this.cancel(turnId);
      })().catch(this.#options.onError ?? console.error);
      this.#running.set(chatId, stopping);
    };
    if (signal.aborted) stop(resumed);
    else signal.addEventListener("abort", () => stop(this.resumedSoFar(chatId)), { once: true });
  }

  /** The chat is resumed; how often it was so far. */
  resumed(chatId: string): number {
    const count = this.resumedSoFar(chatId) + 1;
    this.#resumed.set(chatId, count);
    return count;
  }

  /** How often the chat was resumed. */
  resumedSoFar(chatId: string): number {
    return this.#resumed.get(chatId) ?? 0;
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
