/** A socket with more than this unsent waits, bytes. All that a reader who has stopped reading costs here. */
const highWater = 64 * 1024;
/** How soon a full socket is looked at again, ms; doubles while it stays full, so that many paused ones cost little. */
const firstLook = 5;
const lastLook = 160;
/** A socket that takes nothing for so long is given up, ms. */
const usualLagMs = 15_000;

/** What of a socket tells its backlog. */
export type Backlog = Pick<WebSocket, "bufferedAmount" | "readyState">;

/**
 * Waits until the socket has room again. False: it took nothing for `lagMs`. The library waits for it before it asks
 * the source for more, so a slow reader holds back its source and no buffer grows.
 */
export async function drained(socket: Backlog, lagMs = usualLagMs): Promise<boolean> {
  let least = socket.bufferedAmount;
  let since = performance.now();
  let look = firstLook;
  while (socket.readyState === WebSocket.OPEN && socket.bufferedAmount > highWater) {
    await new Promise((resolve) => setTimeout(resolve, look));
    look = Math.min(lastLook, look * 2);
    if (socket.bufferedAmount < least) {
      least = socket.bufferedAmount;
      since = performance.now();
      look = firstLook;
    } else if (performance.now() - since > lagMs) return false;
  }
  return true;
}

/** True when `text` takes more than so many bytes in UTF-8; counted only where its length leaves that open. */
export function isLonger(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false;
  return text.length > bytes || new TextEncoder().encode(text).length > bytes;
}

/** A close reason within what a socket takes: 123 bytes. */
export function limitedReason(reason: string): string {
  const bytes = new TextEncoder().encode(reason);
  return bytes.length <= 120 ? reason : new TextDecoder().decode(bytes.slice(0, 117));
}
