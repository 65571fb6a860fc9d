import type { ConnectionState } from "../connection/connection-state.ts";
import { notConnected, type StoreContext } from "./context.ts";
import type { Fault } from "./fault.ts";
import { Lifetime } from "./lifetime.ts";
import { Live, type LiveSource } from "./live.ts";
import { Cell, type Readable, sameOr } from "./readable.ts";

/** How a live value is read and shown. */
export interface LiveCellSource<S extends object, E extends { cursor: string }>
  extends Omit<LiveSource<E>, "failed"> {
  /** The value to show now. Fields that did not change are the same objects as before. */
  show(connection: ConnectionState, fault: Fault | null): S;
}

/** A value that is kept current while there are listeners, and shown at most once a frame. */
export class LiveCell<S extends object, E extends { cursor: string }> {
  readonly lifetime: Lifetime;
  readonly #context: StoreContext;
  readonly #source: LiveCellSource<S, E>;
  readonly #live: Live<E>;
  readonly #cell: Cell<S>;
  #fault: Fault | null = null;

  constructor(context: StoreContext, source: LiveCellSource<S, E>) {
    this.#context = context;
    this.#source = source;
    this.#live = new Live<E>({
      ...source,
      failed: (fault) => this.#failed(fault),
    });
    this.lifetime = new Lifetime({
      start: () => this.#live.start(),
      stop: () => this.#live.stop(),
    });
    const start = source.show(notConnected, null);
    this.#cell = new Cell(start, start, this.lifetime);
  }

  get state(): Readable<S> {
    return this.#cell;
  }

  /** Tries again now, after a fault or while it waits for the next attempt. */
  reconnect(): void {
    this.#live.retryNow();
  }

  connected(): void {
    this.#live.connected();
    this.changed();
  }

  /** Reads it again. */
  reload(): void {
    this.#live.reload();
  }

  /** The value is another one; it is shown at the next frame. */
  changed(): void {
    this.#context.changed(this);
  }

  publish(): void {
    const now = this.#source.show(this.#context.connection(), this.#fault);
    this.#cell.set(sameOr(this.#cell.get(), now));
  }

  #failed(fault: Fault | null): void {
    this.#fault = fault;
    this.changed();
  }
}
