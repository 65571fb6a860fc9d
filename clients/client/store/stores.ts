import type { Client } from "../client.ts";
import type { Source } from "../source.ts";
import { ConversationStore, notConnected, type StoreContext } from "./conversation-store.ts";
import { frames } from "./frame.ts";
import { Outbox } from "./outbox.ts";
import { pageStorage, type TextStorage } from "./outbox-storage.ts";
import type { ConversationSnapshot } from "./page.ts";
import { watchPage } from "./visibility.ts";

/** Options of the stores of a client. */
export interface StoresOptions {
  /** Where messages wait that were not sent; default: the page's session storage. Null: in memory only. */
  storage?: TextStorage | null;
}

/** Conversations without a listener that are kept, so that going back to one shows it at once. */
const maxUnused = 20;

/** The stores of one client: one for each conversation, run or list, for all that show it. */
export class Stores {
  readonly source: Source;
  readonly #context: StoreContext;
  readonly #conversations = new Map<string, ConversationStore>();
  readonly #dirty = new Set<{ publish(): void }>();
  readonly #frame = frames(() => this.#publish());
  readonly #preloaded = new Map<string, ConversationSnapshot>();
  readonly #stop: () => void;

  constructor(source: Source, { storage = pageStorage() ?? null }: StoresOptions = {}) {
    this.source = source;
    const client = source as Partial<Client>;
    const outbox = new Outbox(source, {
      storage: storage ?? undefined,
      name: `tramontane.outbox ${client.url ?? ""}`,
      changed: () => this.#changed(),
    });
    this.#context = {
      source,
      outbox,
      changed: (store) => {
        this.#dirty.add(store);
        this.#frame.request();
      },
      connection: () => client.connection?.() ?? notConnected,
    };
    const left = client.onConnection?.(() => {
      if (client.connection?.().state === "open") outbox.wake();
      this.#changed();
    });
    const unwatch = watchPage({
      hidden: () => client.pause?.(),
      shown: () => client.resume?.(),
      online: () => {
        outbox.wake();
        this.#each((store) => store.reconnect());
      },
    });
    this.#stop = () => {
      left?.();
      unwatch();
    };
  }

  /** The store of a conversation. */
  conversation(id: string): ConversationStore {
    const known = this.#conversations.get(id);
    if (known) return known;
    this.#dropUnused();
    const made = new ConversationStore(id, this.#context, this.#preloaded.get(id));
    this.#conversations.set(id, made);
    return made;
  }

  /** The conversation that shows an entry; undefined: none that is open does. */
  conversationOf(entryId: string): ConversationStore | undefined {
    return [...this.#conversations.values()].find(({ texts }) => texts.has(entryId));
  }

  /** Starts conversations with what a server has read. Without effect on those that are open. */
  preload(snapshots: readonly ConversationSnapshot[]): void {
    for (const snapshot of snapshots) this.#preloaded.set(snapshot.id, snapshot);
  }

  /** Stops all stores. */
  close(): void {
    this.#stop();
    this.#frame.cancel();
    this.#each(({ lifetime }) => lifetime.close());
  }

  #each(run: (store: ConversationStore) => void): void {
    for (const store of this.#conversations.values()) run(store);
  }

  /** Something that all stores show has changed. */
  #changed(): void {
    this.#each((store) => store.lifetime.isUsed && store.changed());
  }

  #publish(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const store of dirty) store.publish();
  }

  #dropUnused(): void {
    const unused = [...this.#conversations.values()].filter(({ lifetime }) => !lifetime.isUsed);
    for (const { id } of unused.slice(0, Math.max(0, unused.length - maxUnused))) {
      this.#conversations.delete(id);
    }
  }
}

const known = new WeakMap<Source, Stores>();

/** The stores of a client, which are made at the first call; its options are those of all. */
export function storesOf(source: Source, options?: StoresOptions): Stores {
  const stores = known.get(source) ?? new Stores(source, options);
  known.set(source, stores);
  return stores;
}
