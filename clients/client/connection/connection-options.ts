import type { Timing } from "./liveness.ts";
import type { TokenSource } from "./renewal.ts";
import type { Retry } from "./retry.ts";

/** Address and settings of a connection. */
export interface ConnectionOptions {
  /** Address of the API's GraphQL endpoint; http and https mean ws and wss. */
  url: string;
  /** Sent with each connection. A function is called for each, so that it can return a fresh token. */
  connectionParams?:
    | Record<string, unknown>
    | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /**
   * Returns the token of the caller. It is called for each connection, and before the token expires: the connection is
   * renewed, or opened again where that fails.
   */
  token?: TokenSource;
  /** WebSocket class, for runtimes without a global one. */
  webSocketImpl?: unknown;
  timing?: Partial<Timing>;
  retry?: Partial<Retry>;
}
