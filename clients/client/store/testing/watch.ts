import { type Client, createClient } from "../../mod.ts";
import type { ConversationState, ConversationStore, Readable, StoresOptions } from "../mod.ts";
import { Stores } from "../mod.ts";

/** Short waits between attempts. */
export const retry = { firstMs: 5, maxMs: 50 };

/** A page that shows one conversation. */
export interface Watch extends Disposable {
  client: Client;
  stores: Stores;
  store: ConversationStore;
  /** All states so far, the one at the start included. */
  states: ConversationState[];
  /** Settles when the condition holds; throws the last state after 10 s. */
  until(
    condition: (state: ConversationState) => boolean,
  ): Promise<ConversationState>;
  /** Text of the entries that are shown. */
  texts(): string[];
}

/** Opens the page. */
export function watchConversation(
  url: string,
  id: string,
  options: StoresOptions = {},
): Watch {
  const client = createClient({ url, retry });
  const stores = new Stores(client, options);
  const store = stores.conversation(id);
  const states = [store.state.get()];
  const leave = store.state.subscribe(() => states.push(store.state.get()));
  return {
    client,
    stores,
    store,
    states,
    until: (condition) => until(store.state, condition),
    texts: () => store.state.get().entries.map((entry) => store.texts.text(entry.id).get()),
    [Symbol.dispose]: () => {
      leave();
      stores.close();
      client.close();
    },
  };
}

/** Settles when a value meets the condition; throws the last one after 10 s. */
export function until<T>(
  readable: Readable<T>,
  condition: (value: T) => boolean,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      leave();
      reject(new Error(`still ${JSON.stringify(readable.get())}`));
    }, 10_000);
    const check = () => {
      if (!condition(readable.get())) return;
      clearTimeout(timer);
      leave();
      resolve(readable.get());
    };
    const leave = readable.subscribe(check);
    check();
  });
}

/** A storage in memory, as pages have one. */
export function memoryStorage() {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
    removeItem: (name: string) => void texts.delete(name),
  };
}
