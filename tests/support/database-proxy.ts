import { withDeadline } from "../../protocol/async/deadline.ts";
import { patienceMs } from "./patience.ts";

/** When a connection is cut: before the server gets what matched, right after, or once the server has answered. */
export type CutPoint = "before" | "unknown" | "after";

/** A cut to come: what a client sends must match each of these in turn, one a message, on one connection. */
interface Trap {
  steps: readonly RegExp[];
  point: CutPoint;
  sprung: () => void;
}

/** A proxy in front of PostgreSQL whose connections can be cut at a named point, or fall silent. */
export class DatabaseProxy implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #target: { hostname: string; port: number };
  readonly #pipes = new Set<Pipe>();
  #trap: Trap | null = null;
  /** Address of the database through this proxy. */
  readonly url: string;

  constructor(database: string) {
    this.#target = addressOf(database);
    const own = String((this.#listener.addr as Deno.NetAddr).port);
    this.url = Object.assign(new URL(database), { hostname: "127.0.0.1", port: own }).href;
    this.#accept().catch(() => undefined);
  }

  /** Cuts one connection at this point of what it sends. Settles once it is cut; fails after a minute. */
  trap(point: CutPoint, ...steps: RegExp[]): Promise<void> {
    const sprung = new Promise<void>((sprung) => (this.#trap = { steps, point, sprung }));
    return withDeadline(patienceMs, sprung);
  }

  /** Leads to another server from now on, as an address that was moved; cuts what is open. */
  lead(database: string): void {
    this.#target = addressOf(database);
    this.cut();
  }

  /** Destroys every open connection. */
  cut(): void {
    for (const pipe of this.#pipes) pipe.close();
  }

  /** Every open connection carries nothing any more, and stays open. New ones work. Answers how many. */
  freeze(): number {
    for (const pipe of this.#pipes) pipe.frozen = true;
    return this.#pipes.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await Promise.resolve();
  }

  async #accept() {
    for await (const client of this.#listener) {
      const pipe = new Pipe(client, (text, step) => this.#look(text, step));
      this.#pipes.add(pipe);
      void pipe.run(this.#target).finally(() => this.#pipes.delete(pipe));
    }
  }

  /** How many steps are matched after this text, and the trap if that were all. */
  #look(text: string, step: number): { step: number; trap: Trap | null } {
    const trap = this.#trap;
    if (trap?.steps[step]?.test(text)) step++;
    if (!trap || step < trap.steps.length) return { step, trap: null };
    this.#trap = null;
    return { step, trap };
  }
}

function addressOf(database: string): { hostname: string; port: number } {
  const { hostname, port } = new URL(database);
  return { hostname, port: Number(port) };
}

type Look = (text: string, step: number) => { step: number; trap: Trap | null };

/** One client of the proxy. */
class Pipe {
  readonly #client: Deno.Conn;
  readonly #look: Look;
  #server: Deno.Conn | null = null;
  #step = 0;
  #swallowed: (() => void) | null = null;
  frozen = false;

  constructor(client: Deno.Conn, look: Look) {
    this.#client = client;
    this.#look = look;
  }

  /** Carries bytes both ways until either side ends. */
  async run(target: Deno.ConnectOptions): Promise<void> {
    try {
      const server = this.#server = await Deno.connect(target);
      const ways = [this.#outwards(server), this.#inwards(server)];
      await Promise.race(ways);
      if (this.frozen) await Promise.all(ways);
    } catch {
      // One side is gone; so is the other.
    } finally {
      this.close();
    }
  }

  close(): void {
    for (const side of [this.#client, this.#server]) {
      try {
        side?.close();
      } catch (error) {
        if (!(error instanceof Deno.errors.BadResource)) throw error;
      }
    }
  }

  async #outwards(server: Deno.Conn) {
    for await (const bytes of this.#client.readable.values({ preventCancel: true })) {
      if (this.frozen) continue;
      const found = this.#look(new TextDecoder("latin1").decode(bytes), this.#step);
      this.#step = found.step;
      const { trap } = found;
      if (trap?.point === "before") return trap.sprung();
      if (trap?.point === "after") this.#swallowed = trap.sprung;
      await writeAll(server, bytes);
      if (trap?.point === "unknown") return trap.sprung();
    }
  }

  async #inwards(server: Deno.Conn) {
    for await (const bytes of server.readable.values({ preventCancel: true })) {
      if (this.frozen) continue;
      if (this.#swallowed) return this.#swallowed();
      await writeAll(this.#client, bytes);
    }
  }
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array) {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}
