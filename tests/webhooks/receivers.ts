import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

/** What a receiver got, verified. */
export interface Got {
  id: string;
  seq: number;
  previousSeq: number;
  type: string;
  /** The rest of what the message reports. */
  data: {
    conversationId?: string;
    status?: string;
    content?: { text: string };
  };
  /** How many signatures it had. */
  signatures: number;
}

/** Decides how a receiver treats its nth request; the default answers 204. */
export type Treatment = (n: number, response: ServerResponse) => boolean;

/** A receiver over HTTP on this machine. */
export class Receiver {
  /** Each message that was answered 2xx. */
  readonly got: Got[] = [];
  /** Requests whose signature is wrong. */
  forged = 0;
  requests = 0;
  secret = "";
  readonly #treat: Treatment;
  #server = createServer();
  #port = 0;

  constructor(treat: Treatment = () => false) {
    this.#treat = treat;
  }

  /** Its address. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  /** Starts it, again on the same port. */
  async start(): Promise<this> {
    this.#server = createServer((request, response) => void this.#receive(request, response));
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** Cuts all connections, as the end of its process does. */
  async kill(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request).catch(() => null);
    if (body === null) return;
    if (this.#treat(this.requests++, response)) return;
    const message = this.#verified(request, body);
    if (message === null) this.forged++;
    else this.got.push(message);
    response.writeHead(message === null ? 400 : 204).end();
  }

  #verified({ headers }: IncomingMessage, body: string): Got | null {
    try {
      const verified = new Webhook(this.secret).verify(body, headers as never);
      const { type, data } = verified as { type: string; data: Got["data"] & Got };
      const signatures = String(headers["webhook-signature"]).split(" ").length;
      const { seq, previousSeq } = data;
      return { id: String(headers["webhook-id"]), seq, previousSeq, type, data, signatures };
    } catch {
      return null;
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
