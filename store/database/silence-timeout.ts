import { Socket } from "node:net";

/**
 * A connection that received nothing for this long is dead, ms: statements end after 15 s. Without this limit a peer
 * that vanished would block its queries until the kernel gives up, which takes a quarter of an hour or more.
 */
const silenceMs = 20_000;
/** Interval of the check, ms. */
const checkMs = 1_000;

/** A connecting socket that fails once it has been silent for too long. For the driver's `socket` option. */
export function silenceTimeoutSocket({ host: [host], port: [port] }: {
  host: readonly string[];
  port: readonly number[];
}): Socket {
  const socket = new Socket();
  socket.setNoDelay(true);
  failWhenSilent(socket);
  return Object.assign(socket.connect(port ?? 5432, host ?? "localhost"), { host, port });
}

/**
 * Compares byte counts instead of using `setTimeout`: under TLS the driver removes all listeners of the socket, and
 * reads do not reset the socket's own timer.
 */
function failWhenSilent(socket: Socket): void {
  let read = -1;
  let since = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) return clearInterval(timer);
    if (read !== socket.bytesRead) {
      read = socket.bytesRead;
      since = performance.now();
    } else if (performance.now() - since >= silenceMs) {
      clearInterval(timer);
      socket.destroy(Object.assign(new Error("the connection is silent"), { code: "ETIMEDOUT" }));
    }
  }, checkMs);
  timer.unref();
}
