/** Limit on waiting messages; above it, reading pauses. */
const maxWaiting = 64;
/** Messages that are processed in one turn of the event loop. */
const batchSize = 4;

/** The parts of a socket that matter here. */
export interface ReadSocket {
  /** Reads nothing more from the peer. */
  pause(): void;
  resume(): void;
}

/**
 * Processes the messages of one socket, a few in each turn of the event loop, so that a peer which sends thousands does
 * not delay the others. While many wait, reading pauses.
 */
export class MessageInbox {
  readonly #socket: ReadSocket;
  readonly #take: (text: string) => Promise<void>;
  #waiting: string[] = [];
  #isFull = false;
  #isOver = false;
  #running = 0;
  #next = 1;

  /** `take` processes a message; the next one starts while it awaits. It must not reject. */
  constructor(socket: ReadSocket, take: (text: string) => Promise<void>) {
    this.#socket = socket;
    this.#take = take;
  }

  /** Messages in progress. */
  get running(): number {
    return this.#running;
  }

  add(text: string): void {
    if (this.#isOver) return;
    this.#waiting.push(text);
    if (this.#waiting.length === 1) this.#later();
    if (this.#isFull || this.#waiting.length <= maxWaiting) return;
    this.#isFull = true;
    this.#socket.pause();
  }

  /** Drops the waiting messages. */
  close(): void {
    this.#isOver = true;
    this.#waiting = [];
  }

  // Not setImmediate: Deno 2.9.3 runs dozens of them in a row before it serves other connections.
  #later(): void {
    setTimeout(() => this.#turn(), 0);
  }

  #turn(): void {
    // The first message alone: until it is answered, graphql-ws refuses those that arrived with it.
    const taken = this.#waiting.splice(0, this.#next);
    this.#next = batchSize;
    for (const text of taken) {
      this.#running++;
      void this.#take(text).finally(() => this.#running--);
    }
    if (this.#waiting.length > 0) return this.#later();
    if (this.#isFull) this.#socket.resume();
    this.#isFull = false;
  }
}

/** Lets several callers pause the same socket: it is read again after all of them have resumed it. */
export function pausedByMany(socket: ReadSocket): () => ReadSocket {
  let pauses = 0;
  return () => {
    let mine = false;
    return {
      pause() {
        if (!mine && pauses++ === 0) socket.pause();
        mine = true;
      },
      resume() {
        if (mine && --pauses === 0) socket.resume();
        mine = false;
      },
    };
  };
}
