import { WakeUp } from "../../protocol/async/wake-up.ts";
import { patienceMs } from "./patience.ts";

/** Where calls of the worker wait at a failpoint (`pause:...`, FAILPOINT_PAUSE_URL) while a test kills another process. */
export class FailpointGate implements AsyncDisposable {
  #waiting: (() => void)[] = [];
  readonly #arrived = new WakeUp();
  readonly #server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Promise<Response>((resolve) => this.#pause(() => resolve(new Response()))),
  );
  /** For FAILPOINT_PAUSE_URL. */
  readonly url = `http://127.0.0.1:${this.#server.addr.port}/`;

  /** Waits until so many calls are paused; throws after `withinMs`. */
  async untilPaused(calls: number, withinMs = patienceMs): Promise<void> {
    const end = Date.now() + withinMs;
    while (this.#waiting.length < calls) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`${this.#waiting.length} of ${calls} calls are paused`);
      await this.#arrived.wait(left);
    }
  }

  /** Lets all paused calls continue. */
  release(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.release();
    await this.#server.shutdown();
  }

  #pause(go: () => void) {
    this.#waiting.push(go);
    this.#arrived.wake();
  }
}
