import { Socket } from "node:net";

/**
 * A connection on which nothing moves for so long is dead, ms: statements end after 15 s. Without this a peer that
 * vanished would hold its queries for as long as the kernel is patient, which is a quarter of an hour and more.
 */
const silenceMs = 20_000;

/** A connecting socket that fails once it has been silent for too long. For the driver's `socket` option. */
export function attentiveSocket({ host: [host], port: [port] }: {
  host: readonly string[];
  port: readonly number[];
}): Socket {
  const socket = new Socket();
  socket.setNoDelay(true);
  socket.setTimeout(silenceMs, () => {
    socket.destroy(Object.assign(new Error("the connection is silent"), { code: "ETIMEDOUT" }));
  });
  return Object.assign(socket.connect(port ?? 5432, host ?? "localhost"), { host, port });
}
