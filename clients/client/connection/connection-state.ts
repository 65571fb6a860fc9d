/** State of a reader's connection. `resuming`: events were received before. `waiting`: until the next attempt. */
export type ConnectionState =
  | { state: "connecting"; resuming: boolean }
  | { state: "open"; resuming: boolean }
  | { state: "waiting"; ms: number; reason: string; failures: number }
  | { state: "paused" }
  | { state: "ended" };
