import { observeStream } from "./observe-stream.ts";
import { watch } from "../../telemetry/metrics.ts";

/** `bridge`: read by a bridge of this process, whatever it sends its client. */
type Transport = "websocket" | "sse" | "bridge";

/** The number of subscriptions that this process serves. */
export const openSubscriptions = countedByTransport();

function countedByTransport() {
  const open = { websocket: 0, sse: 0, bridge: 0 };
  watch("tramontane.subscriptions.open", () => [
    [open.websocket, { transport: "websocket" }],
    [open.sse, { transport: "sse" }],
    [open.bridge, { transport: "bridge" }],
  ]);

  /** Counts one until the returned function is called; further calls have no effect. */
  function begin(transport: Transport): () => void {
    open[transport]++;
    let over = false;
    return () => {
      if (!over) open[transport]--;
      over = true;
    };
  }

  /** The same stream, counted until it ends or the client stops reading. */
  const during = <T>(transport: Transport, stream: AsyncIterable<T>) =>
    observeStream(stream, { onEnd: begin(transport) });

  return { begin, during };
}
