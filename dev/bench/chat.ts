import { withDeadline } from "../../protocol/async/deadline.ts";
import { request } from "../../clients/client/mod.ts";
import { chatEvents, chatSend } from "./chat.generated.ts";

/** What a subscriber saw of a turn; times in ms. */
export interface SeenTurn {
  /** From the mutation to its answer. */
  answeredMs: number;
  /** From the mutation to the first text, or to the whole answer. */
  firstMs: number;
  /** From the mutation to its end. */
  wholeMs: number;
  /** For each token with a time in it, in order: from the emulator to here. */
  latencies: number[];
}

const now = () => performance.timeOrigin + performance.now();
const withinMs = 120_000;

/**
 * The client of one conversation, with a socket of its own. It reads most frames as text, because all clients of a bench
 * share the processors with what is measured.
 */
export class Chat implements Disposable {
  readonly #url: string;
  readonly #conversation: string;
  readonly #socket: WebSocket;
  #seen: SeenTurn = nothing();
  #sentAt = 0;
  readonly #ended = new Map<string, string>();
  #onEnd: (turnId: string) => void = () => {};
  #fail: (error: Error) => void = () => {};

  private constructor(url: string, conversation: string) {
    this.#url = url;
    this.#conversation = conversation;
    this.#socket = new WebSocket(url.replace(/^http/, "ws"), "graphql-transport-ws");
  }

  /** Subscribes to a conversation from its beginning, at this GraphQL endpoint. */
  static async open(url: string, conversation: string): Promise<Chat> {
    const chat = new Chat(url, conversation);
    await withDeadline(30_000, chat.#subscribed(), "a chat is subscribed");
    return chat;
  }

  /** Sends a message and waits for the end of its turn. */
  async turn(text: string): Promise<SeenTurn> {
    this.#seen = nothing();
    this.#sentAt = now();
    const input = {
      idempotencyKey: crypto.randomUUID(),
      conversationId: this.#conversation,
      content: [{ text }],
    };
    const { result } = await request(this.#url, chatSend, { input });
    if (result.__typename !== "SendMessagePayload") throw new Error(JSON.stringify(result));
    this.#seen.answeredMs = now() - this.#sentAt;
    await withDeadline(withinMs, this.#end(result.turn.id), "the end of a turn");
    this.#seen.wholeMs = now() - this.#sentAt;
    return this.#seen;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }

  #end(turnId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#onEnd = () => {
        const status = this.#ended.get(turnId);
        if (status === "COMPLETED") resolve();
        else if (status) reject(new Error(`${turnId}: ${status}`));
      };
      this.#onEnd(turnId);
    });
  }

  #subscribed(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      socket.onerror = () => this.#fail(new Error("a socket failed"));
      socket.onclose = ({ code }) => this.#fail(new Error(`a socket was closed: ${code}`));
      socket.onopen = () => socket.send('{"type":"connection_init"}');
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        if (data.includes('"TextDelta"') || data.includes('"EntryChanged"')) this.#onText(data);
        else if (data.includes('"TurnChanged"')) this.#onTurn(data);
        else if (data.includes('"connection_ack"')) resolve(socket.send(this.#subscribe()));
        else if (data.includes('"type":"ping"')) socket.send('{"type":"pong"}');
        else if (/"type":"(error|complete)"/.test(data)) this.#fail(new Error(data));
      };
    });
  }

  #subscribe() {
    const payload = { query: chatEvents, variables: { id: this.#conversation } };
    return JSON.stringify({ id: "1", type: "subscribe", payload });
  }

  /** A delta has new tokens; a complete entry has all, also those that no delta brought. */
  #onText(data: string) {
    const at = now();
    const delta = data.includes('"TextDelta"');
    if (!delta && !data.includes('"role":"AGENT"')) return;
    const seen = this.#seen;
    if (seen.firstMs === 0) seen.firstMs = at - this.#sentAt;
    if (!delta && !data.includes('"status":"COMPLETED"')) return;
    const tokens = data.match(/\d{13}\.\d{3}/g) ?? [];
    const fresh = delta ? tokens : tokens.slice(seen.latencies.length);
    seen.latencies.push(...fresh.map((sent) => at - Number(sent)));
  }

  #onTurn(data: string) {
    const { turnId, status } = JSON.parse(data).payload.data.event;
    if (!["COMPLETED", "FAILED", "CANCELLED"].includes(status)) return;
    this.#ended.set(turnId, status);
    this.#onEnd(turnId);
  }
}

const nothing = (): SeenTurn => ({
  ...{ answeredMs: 0, firstMs: 0, wholeMs: 0, latencies: [] },
});
