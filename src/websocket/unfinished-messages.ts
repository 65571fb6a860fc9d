import type { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { BufferBudget } from "../server/buffer-budget.ts";
import { freeChunk } from "../server/free-chunk.ts";
import { serverLimits } from "../server/server-limits.ts";

/** `ws` joins the chunks of a frame: for a while both occupy memory. */
const copies = 2;
/** The cost of a chunk of any length, bytes. */
const overheadBytes = 200;

/** Private state of `ws` for a peer, without which frames cannot be distinguished; a test fails when it is gone. */
interface Receiver {
  /** Read, and not part of a whole frame yet, bytes. */
  _bufferedBytes: number;
  /** Whole frames of an unfinished message, bytes. */
  _messageLength: number;
}

/**
 * Counts the memory of an unfinished message, and calls `cut` when the message takes longer than a request may, or all
 * peers together occupy too much. Returns the function that ends the watch. Needs a socket that is being read.
 */
export function watchUnfinished(
  socket: WebSocket,
  connection: Duplex,
  budget: BufferBudget,
  cut: () => void,
  withinMs: number = serverLimits.requestMs,
): () => void {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  const share = budget.open(drop);
  const { _receiver: receiver } = socket as unknown as { _receiver: Receiver };
  connection.prependListener("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += copies * (chunk.length + overheadBytes);
  });
  // After the reader of `ws`. Neither a ping within a message nor a message before its first chunk ends anything.
  connection.on("data", () => {
    if (receiver._bufferedBytes + receiver._messageLength === 0) return reset();
    late ??= setTimeout(drop, withinMs);
    share.set(bytes);
  });
  socket.on("message", begin);
  /** The rest of this chunk begins another message. */
  function begin() {
    const last = chunks.at(-1);
    reset();
    if (last) chunks = [last];
    bytes = copies * ((last?.length ?? 0) + overheadBytes);
  }
  function reset() {
    clearTimeout(late);
    late = undefined;
    chunks = [];
    bytes = 0;
    share.close();
  }
  /** After the end of the socket: nothing reads the chunks any more. */
  function end() {
    chunks.forEach(freeChunk);
    reset();
  }
  function drop() {
    cut();
    end();
  }
  return end;
}
