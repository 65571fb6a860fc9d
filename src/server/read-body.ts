import type { IncomingMessage } from "node:http";
import type { BufferBudget } from "./buffer-budget.ts";
import { freeChunk } from "./free-chunk.ts";
import { GrowingBytes } from "./growing-bytes.ts";

/**
 * Why a body was not read: over the limit; cut because too many unfinished requests were in memory; the peer has
 * disconnected.
 */
export type BodyFault = "too_large" | "cut" | "gone";

/**
 * The time for which the rest of a body over the limit is skipped, so that its peer can read the answer; then it is
 * cut, ms.
 */
const lingerMs = 2_000;

/** Chunks of any size that a body may have; further ones need this many bytes each, since each chunk costs time. */
const freeChunks = 2_048;
const bytesPerChunk = 256;

/** Counts the chunks of a body, and calls `cut` once when there are too many for their size. */
export function chunkCounter(cut: () => void): (chunk: Uint8Array) => void {
  let left = freeChunks;
  return (chunk) => {
    left += chunk.length / bytesPerChunk - 1;
    if (left >= 0) return;
    left = Infinity;
    cut();
  };
}

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
    let over = false;
    const read = new GrowingBytes(expected);
    const share = budget.open(() => end("cut"));
    const count = chunkCounter(() => {
      request.socket.resetAndDestroy();
      end("gone");
    });
    const take = (chunk: Uint8Array) => {
      count(chunk);
      if (over) return;
      if (read.length + chunk.length > limit) return end("too_large");
      read.add(chunk);
      freeChunk(chunk);
      share.set(read.capacity);
    };
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

/** Skips the rest of a body for a while, then cuts the connection. */
export function skipRest(request: IncomingMessage): void {
  const count = chunkCounter(() => request.socket.resetAndDestroy());
  request.on("data", (chunk) => {
    count(chunk);
    freeChunk(chunk);
  });
  const cut = setTimeout(() => request.socket.resetAndDestroy(), lingerMs);
  request.once("end", () => clearTimeout(cut));
  request.once("close", () => clearTimeout(cut));
}
