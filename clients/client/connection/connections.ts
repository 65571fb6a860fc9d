import { Connection, type Operation } from "./connection.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import type { ConnectionState } from "./connection-state.ts";
import { socketUrl } from "./socket-url.ts";

/** Operations of one socket: the server allows 100, and counts those that it is still ending. */
const perSocket = 50;
/** How long a socket without operations stays open, ms: a page that changes its view ends some and begins others. */
const idleMs = 2_000;

/** The same objects each time: `useSyncExternalStore` compares by identity. */
const paused: ConnectionState = { state: "paused" };
const ended: ConnectionState = { state: "ended" };

interface Pooled {
  connection: Connection;
  state: ConnectionState;
}

/** The connections of a client: one for all its operations, and further ones where these are very many. */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #changed: () => void;
  readonly #all: Pooled[] = [];
  #paused = false;

  constructor(options: ConnectionOptions, changed: () => void) {
    this.#options = options;
    this.#changed = changed;
  }

  /** The state that matters most of those of its connections. */
  get state(): ConnectionState {
    if (this.#paused) return paused;
    const order = ["waiting", "connecting", "open"];
    const found = order.flatMap((name) => this.#all.filter(({ state }) => state.state === name));
    return found[0]?.state ?? ended;
  }

  /** Begins an operation. Throws TypeError for an invalid address. */
  subscribe(operation: Operation): () => void {
    const free = this.#all.find(({ connection }) => connection.size < perSocket) ?? this.#add();
    return free.connection.subscribe(operation);
  }

  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    for (const { connection } of this.#all) connection.pause();
    this.#changed();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const { connection } of this.#all) connection.resume();
    this.#changed();
  }

  /** Closes all sockets; for a client without operations. */
  close(): void {
    for (const { connection } of this.#all) connection.close();
  }

  #add(): Pooled {
    const options = { ...this.#options, url: socketUrl(this.#options.url) };
    const added: Pooled = {
      state: { state: "ended" },
      connection: new Connection(options, idleMs, (state) => {
        added.state = state;
        if (!this.#paused) this.#changed();
      }),
    };
    if (this.#paused) added.connection.pause();
    this.#all.push(added);
    return added;
  }
}
