import type { ConnectionOptions } from "../connection/connection-options.ts";
import type { ConnectionState } from "../connection/connection-state.ts";

/** Options of `follow`. */
export interface FollowOptions extends ConnectionOptions {
  /** Called at each change of the connection's state. */
  onConnection?: (state: ConnectionState) => void;
  /** Aborting it ends the iteration at once, like `return()`. */
  signal?: AbortSignal;
  /**
   * Maximum number of events that wait for the loop. When a slow loop reaches it, the connection is closed (`paused`),
   * and the stream resumes when all of them are taken. Default 1,000.
   */
  maxBuffered?: number;
}
