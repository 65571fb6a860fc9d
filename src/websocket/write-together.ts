import { nextTick } from "node:process";
import type { Writable } from "node:stream";

/** What is written to a connection until the current work of the event loop has ended leaves in one system call. */
export function writeTogether(connection: Writable): void {
  if (connection.writableCorked > 0) return;
  connection.cork();
  nextTick(() => connection.uncork());
}
