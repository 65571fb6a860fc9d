import type { ServerResponse } from "node:http";
import type { BufferBudget } from "./buffer-budget.ts";
import type { SlowPeers } from "./slow-peers.ts";

/** Bytes that are written at once. */
const chunkBytes = 65_536;

/** The limits on answers that peers do not read. */
export interface Sending {
  unread: BufferBudget;
  slowPeers: SlowPeers;
}

/**
 * Writes a response as fast as its peer reads it. Resolves when all of it was sent or the connection has ended; then
 * the source of a stream is cancelled.
 */
export async function sendResponse(
  answer: Response,
  response: ServerResponse,
  sending: Sending,
): Promise<void> {
  const { status, headers, body } = answer;
  if (response.destroyed) return void await body?.cancel();
  const fields: string[] = [];
  headers.forEach((value, name) => fields.push(name, value));
  if (body && headers.get("content-type")?.startsWith("text/event-stream")) {
    response.writeHead(status, fields);
    // A client learns that the stream is open, and may leave it, also before its first event.
    response.flushHeaders();
    await sendStream(body, response, sending);
    return await sending.slowPeers.ended(response);
  }
  const bytes = body ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  if (bytes && !headers.has("content-length")) fields.push("content-length", `${bytes.length}`);
  response.writeHead(status, fields);
  await sendWhole(bytes, response, sending);
}

async function sendWhole(
  bytes: Uint8Array | undefined,
  response: ServerResponse,
  { unread, slowPeers }: Sending,
): Promise<void> {
  if (!bytes) return await slowPeers.ended(response);
  const share = unread.open(() => response.socket?.destroy());
  share.set(bytes.length);
  try {
    if (bytes.length <= chunkBytes) return await slowPeers.ended(response, bytes);
    for (let at = 0; at < bytes.length && !response.destroyed; at += chunkBytes) {
      response.write(bytes.subarray(at, at + chunkBytes));
      await slowPeers.taken(response);
    }
    await slowPeers.ended(response);
  } finally {
    share.close();
  }
}

async function sendStream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  { slowPeers }: Sending,
): Promise<void> {
  const reader = body.getReader();
  response.once("close", () => void reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || response.destroyed) return;
    response.write(value);
    await slowPeers.taken(response);
  }
}
