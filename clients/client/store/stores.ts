import type { Client } from "../client.ts";
import type { ConversationFilter, FeedFilter } from "../document-types.generated.ts";
import type { Source } from "../source.ts";
import { ApprovalsStore } from "./approvals-store.ts";
import { notConnected, type StoreContext } from "./context.ts";
import { ConversationStore } from "./conversation-store.ts";
import { ConversationsStore } from "./conversations-store.ts";
import { FeedStore } from "./feed-store.ts";
import { frames } from "./frame.ts";
import { Outbox } from "./outbox.ts";
import { ResearchStore } from "./research-store.ts";
import { pageStorage, type TextStorage } from "./outbox-storage.ts";
import type { ConversationSnapshot } from "./page.ts";
import { type Kept, Shelf } from "./shelf.ts";
import { watchPage } from "./visibility.ts";

/** Options of the stores of a client. */
export interface StoresOptions {
  /**
   * Where messages wait that were not sent. Null: in memory only. Default: the page's session storage; of a client with a
   * token only with `account`, since the next user of the tab would send them as its own.
   */
  storage?: TextStorage | null;
  /** Who uses the page, such as the subject of its token: messages of another account are left alone. */
  account?: string;
  /** How long a hidden page keeps its connection, ms; default: five minutes. Shown again, its streams go on. */
  hiddenAfterMs?: number;
}

/** Which conversations to list. */
export interface ConversationsOptions {
  /** How many; default 50. */
  first?: number;
  filter?: ConversationFilter | null;
}

/** The stores of one client: one for each conversation, run or list, for all that show it. */
export class Stores {
  readonly source: Source;
  readonly #context: StoreContext;
  readonly #conversations = new Shelf<ConversationStore>((store) => store);
  readonly #runs = new Shelf<ResearchStore>(({ live }) => live);
  readonly #lists = new Shelf<ConversationsStore>(({ live }) => live);
  readonly #inbox = new Shelf<ApprovalsStore>(({ live }) => live);
  readonly #feeds = new Shelf<FeedStore>((store) => store);
  readonly #dirty = new Set<{ publish(): void }>();
  readonly #frame = frames(() => this.#publish());
  readonly #preloaded = new Map<string, ConversationSnapshot>();
  readonly #leave: () => void;

  constructor(source: Source, options: StoresOptions = {}) {
    const { account, hiddenAfterMs = 5 * 60_000 } = options;
    this.source = source;
    const client = source as Partial<Client>;
    const isShared = client.usesToken === true && account === undefined;
    const { storage = isShared ? undefined : pageStorage() } = options;
    const outbox = new Outbox(source, {
      storage: storage ?? undefined,
      name: ["tramontane.outbox", client.url ?? "", account ?? []].flat().join(
        " ",
      ),
      changed: () => this.#changed(),
    });
    this.#context = {
      source,
      outbox,
      changed: (store) => {
        this.#dirty.add(store);
        this.#frame.request();
      },
      touched: () => this.#lists.all.forEach((list) => list.refresh()),
      connection: () => client.connection?.() ?? notConnected,
    };
    this.#leave = this.#watch(client, outbox, hiddenAfterMs);
  }

  /** The store of a conversation. */
  conversation(id: string): ConversationStore {
    const make = () => new ConversationStore(id, this.#context, this.#preloaded.get(id));
    return this.#conversations.get(id, make);
  }

  /** The store of a research run. */
  research(id: string): ResearchStore {
    return this.#runs.get(id, () => new ResearchStore(id, this.#context));
  }

  /** The inbox of approvals. */
  approvals(): ApprovalsStore {
    return this.#inbox.get("", () => new ApprovalsStore(this.#context));
  }

  /** The latest conversations that match a filter. */
  conversations(
    { first = 50, filter = null }: ConversationsOptions = {},
  ): ConversationsStore {
    const key = JSON.stringify([first, filter]);
    return this.#lists.get(
      key,
      () => new ConversationsStore(this.#context, first, filter),
    );
  }

  /** What begins, changes and ends from now on; null: everything that the caller may read. */
  feed(filter: FeedFilter | null = null): FeedStore {
    return this.#feeds.get(
      JSON.stringify(filter),
      () => new FeedStore(this.source, filter),
    );
  }

  /** The conversation that shows an entry; undefined: none does. */
  conversationOf(entryId: string): ConversationStore | undefined {
    const all = this.#conversations.all.filter(({ texts }) => texts.has(entryId));
    // A fork shares entries with its source, which may not be shown any more.
    return all.find(({ lifetime }) => lifetime.isUsed) ?? all[0];
  }

  /** The run that shows a phase; undefined: none does. */
  researchOf(phaseId: string): ResearchStore | undefined {
    return this.#runs.all.find(({ texts }) => texts.has(phaseId));
  }

  /** Conversations begin with what a server has read. Without effect on those that are open. */
  preload(snapshots: readonly ConversationSnapshot[]): void {
    for (const snapshot of snapshots) {
      this.#preloaded.set(snapshot.id, snapshot);
    }
  }

  /** Stops all stores. */
  close(): void {
    this.#leave();
    this.#context.outbox.close();
    this.#frame.cancel();
    for (const { lifetime } of this.#kept) lifetime.close();
  }

  get #kept(): readonly Kept[] {
    const shelves = [
      this.#conversations,
      this.#runs,
      this.#lists,
      this.#inbox,
      this.#feeds,
    ];
    return shelves.flatMap(({ kept }) => kept);
  }

  get #used(): readonly Kept[] {
    return this.#kept.filter(({ lifetime }) => lifetime.isUsed);
  }

  #watch(
    client: Partial<Client>,
    outbox: Outbox,
    hiddenAfterMs: number,
  ): () => void {
    const isOpen = () => client.connection?.().state === "open";
    const leave = client.onConnection?.(() => {
      if (!isOpen()) return this.#changed();
      outbox.wake();
      for (const one of this.#used) one.connected();
    });
    const unwatch = watchPage({
      hidden: () => client.pause?.(),
      shown: () => client.resume?.(),
      online: () => {
        outbox.wake();
        if (!isOpen()) { for (const one of this.#kept) one.reconnect(); }
      },
    }, hiddenAfterMs);
    return () => {
      leave?.();
      unwatch();
    };
  }

  /** Something that all stores show has changed. */
  #changed(): void {
    for (const one of this.#used) one.changed();
  }

  #publish(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const store of dirty) store.publish();
  }
}

const known = new WeakMap<Source, Stores>();

/** The stores of a client, which are made at the first call; its options are those of all. */
export function storesOf(source: Source, options?: StoresOptions): Stores {
  const stores = known.get(source) ?? new Stores(source, options);
  known.set(source, stores);
  return stores;
}
