import { nextTick } from "node:process";
import type { Writable } from "node:stream";

/** More bytes than this do not wait: a full buffer would look like a peer that does not read. */
const maxBytes = 32 * 1024;

/** What is written to a connection until the current work of the event loop has ended leaves in one system call. */
export function writeTogether(connection: Writable): void {
  if (connection.writableCorked === 0) nextTick(() => connection.uncork());
  else if (connection.writableLength <= maxBytes) return;
  else connection.uncork();
  connection.cork();
}
