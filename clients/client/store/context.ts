import type { ConnectionState } from "../connection/connection-state.ts";
import type { Source } from "../source.ts";
import type { Outbox } from "./outbox.ts";

/** What the stores of one client share. */
export interface StoreContext {
  readonly source: Source;
  readonly outbox: Outbox;
  /** Asks for `publish` of the store at the next frame. */
  changed(store: { publish(): void }): void;
  /** A turn of a conversation has changed, or one was started. */
  touched(): void;
  connection(): ConnectionState;
}

/** Before the first connection, and on a server. */
export const notConnected: ConnectionState = { state: "ended" };
