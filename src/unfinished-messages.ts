import type { Buffer } from "node:buffer";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { BufferBudget } from "./server/buffer-budget.ts";
import { freePiece } from "./server/free-piece.ts";
import { serverLimits } from "./server/server-limits.ts";

/** `ws` joins the pieces of a frame: for a while both occupy memory. */
const copies = 2;
/** What a piece of any length costs in addition, bytes. */
const overheadBytes = 200;

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
  // Before the reader of `ws`: a message that ends in this piece is counted, then taken off.
  connection.prependListener("data", (piece: Buffer) => {
    pieces.push(piece);
    bytes += copies * (piece.length + overheadBytes);
    late ??= setTimeout(drop, withinMs);
    share.set(bytes);
  });
  for (const event of ["message", "ping", "pong"] as const) socket.on(event, forget);
  function forget() {
    clearTimeout(late);
    late = undefined;
    pieces = [];
    bytes = 0;
    share.close();
  }
  /** After the end of the socket: nothing reads the pieces any more. */
  function end() {
    pieces.forEach(freePiece);
    forget();
  }
  function drop() {
    cut();
    end();
  }
  return end;
}
