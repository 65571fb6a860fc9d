import type { IncomingMessage } from "node:http";
import type { BufferBudget } from "./buffer-budget.ts";
import { freePiece } from "./free-piece.ts";
import { GrowingBytes } from "./growing-bytes.ts";

/** Why a body was not read: over the limit; cut because too much was unfinished at once; its peer has left. */
export type BodyFault = "too_large" | "cut" | "gone";

/** How long the rest of a body over the limit is skipped, so that its peer can read the answer; then it is cut, ms. */
const lingerMs = 2_000;

/** Reads a request's body of at most `limit` bytes. A body with a larger `content-length` is not read at all. */
export function readBody(
  request: IncomingMessage,
  limit: number,
  budget: BufferBudget,
): Promise<Uint8Array<ArrayBuffer> | BodyFault> {
  const expected = Number(request.headers["content-length"] ?? 0);
  if (expected > limit) {
    skipRest(request);
    return Promise.resolve("too_large");
  }
  return new Promise((resolve) => {
    const read = new GrowingBytes(expected);
    const share = budget.open(() => end("cut"));
    const take = (piece: Uint8Array) => {
      if (read.length + piece.length > limit) return end("too_large");
      read.add(piece);
      freePiece(piece);
      share.set(read.capacity);
    };
    let over = false;
    function end(result: Uint8Array<ArrayBuffer> | BodyFault) {
      if (over) return;
      over = true;
      request.off("data", take);
      share.close();
      if (typeof result === "string") read.free();
      if (result === "too_large" || result === "cut") skipRest(request);
      resolve(result);
    }
    request.on("data", take);
    request.once("end", () => end(read.bytes()));
    request.once("close", () => end("gone"));
    request.on("error", () => end("gone"));
  });
}

function skipRest(request: IncomingMessage): void {
  request.on("data", freePiece);
  const cut = setTimeout(() => request.socket.resetAndDestroy(), lingerMs);
  request.once("end", () => clearTimeout(cut));
  request.once("close", () => clearTimeout(cut));
}
