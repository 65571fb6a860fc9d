import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { handshake } from "./raw-socket-reader.ts";
import { sleep } from "../../protocol/async/sleep.ts";

/** A peer that writes any bytes and reads only when the test says so. */
export class HostilePeer {
  readonly socket: Socket;
  /** True once the server has ended the connection. */
  ended = false;
  #read = "";

  constructor(url: string) {
    const { port, hostname } = new URL(url);
    this.socket = createConnection(Number(port), hostname);
    this.socket.on("error", () => {});
    this.socket.on("close", () => (this.ended = true));
    this.socket.on("data", (piece) => (this.#read += piece.toString("latin1").slice(0, 2_000)));
  }

  /** The beginning of what was read. */
  get read(): string {
    return this.#read;
  }

  /** A WebSocket whose handshake is done and whose protocol has begun; it reads nothing from now on. */
  static async webSocket(url: string): Promise<HostilePeer> {
    const peer = new HostilePeer(url);
    await peer.write(handshake(new URL(url).host));
    await once(peer.socket, "data");
    await peer.write(frame(1, '{"type":"connection_init"}'));
    await once(peer.socket, "data");
    peer.socket.pause();
    return peer;
  }

  /** Writes as fast as the server takes it; false when it takes nothing more for `ms`. */
  async write(bytes: string | Uint8Array, ms = 1_000): Promise<boolean> {
    if (this.ended || this.socket.destroyed) return false;
    if (this.socket.write(bytes)) return true;
    return await Promise.race([
      once(this.socket, "drain").then(() => true, () => false),
      once(this.socket, "close").then(() => false, () => false),
      sleep(ms).then(() => false),
    ]);
  }

  /** Reads on until the server ends the connection; false when it does not within `ms`. */
  async isEndedWithin(ms: number): Promise<boolean> {
    this.socket.resume();
    if (this.ended) return true;
    const closed = once(this.socket, "close").then(() => true, () => true);
    return await Promise.race([closed, sleep(ms).then(() => false)]);
  }
}

/** A frame of a client, masked with zeros. `first`: its first byte, or the opcode of a whole message. */
export function frame(first: number, text: string | Uint8Array): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(14);
  head[0] = first < 16 ? 0x80 | first : first & 15;
  if (payload.length < 126) {
    head[1] = 0x80 | payload.length;
    return Buffer.concat([head.subarray(0, 6), payload]);
  }
  head[1] = 0x80 | 127;
  head.writeUInt32BE(payload.length, 6);
  return Buffer.concat([head, payload]);
}

/** A frame of a message that goes on in the next one. `first`: it begins the message. */
export const fragment = (text: string, first: boolean): Buffer => frame(16 | (first ? 1 : 0), text);
