import { withDeadline } from "../../../protocol/async/deadline.ts";

const now = () => performance.timeOrigin + performance.now();

/** A client of `server.ts`, which reads as little as `Chat`. */
export class FloorChat implements Disposable {
  readonly #socket: WebSocket;
  #latencies: number[] = [];
  #ended: () => void = () => {};
  #failed: (error: Error) => void = () => {};

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
  }

  static async open(url: string): Promise<FloorChat> {
    const chat = new FloorChat(url);
    const socket = chat.#socket;
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("a socket failed"));
    });
    socket.onclose = () => chat.#failed(new Error("a socket was closed"));
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (data.includes('"End"')) return chat.#ended();
      const at = now();
      chat.#latencies.push(
        ...(data.match(/\d{13}\.\d{3}/g) ?? []).map((sent) => at - Number(sent)),
      );
    };
    return chat;
  }

  /** Sends a message and waits for the end of its turn. */
  async turn(text: string): Promise<{ wholeMs: number; latencies: number[] }> {
    const sentAt = now();
    this.#latencies = [];
    const ended = new Promise<void>((resolve, reject) => {
      this.#ended = resolve;
      this.#failed = reject;
    });
    this.#socket.send(text);
    await withDeadline(120_000, ended, "the end of a turn");
    return { wholeMs: now() - sentAt, latencies: this.#latencies };
  }

  [Symbol.dispose](): void {
    this.#socket.onclose = null;
    this.#socket.close();
  }
}
