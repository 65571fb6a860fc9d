import type { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { BufferBudget } from "../server/buffer-budget.ts";
import { freeChunk } from "../server/free-chunk.ts";
import { serverLimits } from "../server/server-limits.ts";

/** `ws` joins the pieces of a frame: for a while both occupy memory. */
const copies = 2;
/** What a piece of any length costs in addition, bytes. */
const overheadBytes = 200;

/** Private state of `ws` for a peer, without which frames cannot be distinguished; a test notices when it is gone. */
interface Receiver {
  /** Read, and not part of a whole frame yet, bytes. */
  _bufferedBytes: number;
  /** Whole frames of a message that goes on, bytes. */
  _messageLength: number;
}

/**
 * Counts what a socket keeps of a message that is not whole yet, and calls `cut` when the message takes longer than a
 * request may, or all peers together keep too much. Returns what ends the watch. Needs a socket that reads already.
 */
export function watchUnfinished(
  socket: WebSocket,
  connection: Duplex,
  budget: BufferBudget,
  cut: () => void,
  withinMs: number = serverLimits.requestMs,
): () => void {
  let pieces: Buffer[] = [];
  let bytes = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  const share = budget.open(drop);
  const { _receiver: receiver } = socket as unknown as { _receiver: Receiver };
  connection.prependListener("data", (piece: Buffer) => {
    pieces.push(piece);
    bytes += copies * (piece.length + overheadBytes);
  });
  // After the reader of `ws`. Pings amid a message and messages before its first piece end nothing.
  connection.on("data", () => {
    if (receiver._bufferedBytes + receiver._messageLength === 0) return forget();
    late ??= setTimeout(drop, withinMs);
    share.set(bytes);
  });
  socket.on("message", begin);
  /** What is left of this piece begins another message. */
  function begin() {
    const last = pieces.at(-1);
    forget();
    if (last) pieces = [last];
    bytes = copies * ((last?.length ?? 0) + overheadBytes);
  }
  function forget() {
    clearTimeout(late);
    late = undefined;
    pieces = [];
    bytes = 0;
    share.close();
  }
  /** After the end of the socket: nothing reads the pieces any more. */
  function end() {
    pieces.forEach(freeChunk);
    forget();
  }
  function drop() {
    cut();
    end();
  }
  return end;
}
