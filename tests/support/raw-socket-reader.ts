import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { patienceMs } from "./patience.ts";

/** A message of graphql-transport-ws from the server. */
export interface ServerMessage {
  type: string;
  id?: string;
  payload?: { data?: { event: { text?: string; offset?: number; __typename: string } } };
}

/** A WebSocket that can stop reading from its connection, which the browser's cannot. */
export class RawSocketReader {
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #on: (message: ServerMessage) => void = () => {};

  /** Connects and opens this many subscriptions; their ids are numbers from 0. */
  static async open(
    url: string,
    subscriptions: readonly { query: string; variables: object }[],
  ): Promise<RawSocketReader> {
    const { hostname, port, host } = new URL(url);
    const socket = createConnection(Number(port), hostname);
    socket.on("error", () => {}); // followed by close
    socket.write(handshake(host));
    await once(socket, "data");
    const reader = new RawSocketReader(socket);
    const acknowledged = reader.until(({ type }) => type === "connection_ack");
    reader.#send({ type: "connection_init" });
    await acknowledged;
    const all = subscriptions.map((payload, id) => ({ type: "subscribe", id: `${id}`, payload }));
    for (const one of all) reader.#send(one);
    return reader;
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#take(bytes as Buffer));
  }

  /** Settles when a message is the awaited one; asked about each message from now on, in order. */
  until(isLast: (message: ServerMessage) => boolean, withinMs = patienceMs): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`not received within ${withinMs} ms`));
      const timer = setTimeout(late, withinMs);
      this.#on = (message) => {
        if (!isLast(message)) return;
        clearTimeout(timer);
        this.#on = () => {};
        resolve();
      };
    });
  }

  /** Takes nothing from the connection any more. */
  pause(): void {
    this.#socket.pause();
  }

  /** Reads on. */
  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer) {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (let found = frameIn(this.#rest); found; found = frameIn(this.#rest)) {
      this.#rest = this.#rest.subarray(found.end);
      if (found.opcode === 1) this.#on(JSON.parse(found.payload.toString("utf8")));
    }
  }

  #send(message: unknown) {
    const text = Buffer.from(JSON.stringify(message));
    const length = Buffer.from([0x81, 0x80 | 126, text.length >> 8, text.length & 255]);
    this.#socket.write(Buffer.concat([length, Buffer.alloc(4), text])); // masked with zeros
  }
}

function frameIn(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | null {
  const short = (bytes[1] ?? 0) & 127;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < head) return null;
  const length = head === 2 ? short : head === 4 ? bytes.readUInt16BE(2) : bytes.readUInt32BE(6);
  if (bytes.length < head + length) return null;
  const payload = bytes.subarray(head, head + length);
  return { opcode: (bytes[0] ?? 0) & 15, payload, end: head + length };
}

/** The request that opens a WebSocket of the graph. */
export const handshake = (host: string) =>
  [
    "GET /graphql HTTP/1.1",
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
    "\r\n",
  ].join("\r\n");
