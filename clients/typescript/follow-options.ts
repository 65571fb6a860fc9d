import type { ConnectionOptions } from "./connection.ts";
import type { Retry } from "./retry.ts";

/** What a reader's connection does. `resuming`: events were seen before. `waiting`: until the next attempt. */
export type ConnectionState =
  | { state: "connecting"; resuming: boolean }
  | { state: "open"; resuming: boolean }
  | { state: "waiting"; ms: number; reason: string; failures: number }
  | { state: "paused" }
  | { state: "ended" };

/** Where to read and how. */
export interface FollowOptions extends ConnectionOptions {
  /** Called at each change of the connection. */
  onConnection?: (state: ConnectionState) => void;
  /** Aborting ends the iteration at once, as `return()` does. */
  signal?: AbortSignal;
  /**
   * Events that wait for the loop at most. A loop that is slower than its stream lets them pile up to here; then
   * the connection is closed (`paused`), and resumed behind them when all are taken. Default 1,000.
   */
  maxBuffered?: number;
  retry?: Partial<Retry>;
}
