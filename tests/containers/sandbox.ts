import type { LedgerRecord } from "../support/sandbox.ts";
import { repeatedFinished, requestsOf } from "../support/remote.ts";

const script = `
  const { readFileSync } = require("node:fs");
  const [path, body] = process.argv.slice(1);
  const token = readFileSync("/run/secrets/sandbox/control-token", "utf8").trim();
  const headers = { authorization: "Bearer " + token, "content-type": "application/json" };
  const init = body === undefined ? { headers } : { method: "POST", headers, body };
  fetch("http://127.0.0.1:4030/control/" + path, init).then(async (answer) => {
    process.stdout.write(await answer.text());
    process.exitCode = answer.ok ? 0 : 1;
  });`;

/** The control side of the emulator, from inside its container: its port is not published. */
export class ComposedSandbox {
  readonly #run: (...command: string[]) => Promise<string>;

  /** `run` runs a program in its container. */
  constructor(run: (...command: string[]) => Promise<string>) {
    this.#run = run;
  }

  async get<T>(path: string): Promise<T> {
    return JSON.parse(await this.#run("node", "-e", script, path)) as T;
  }

  async post(path: string, body: object): Promise<void> {
    await this.#run("node", "-e", script, path, JSON.stringify(body));
  }

  /** What the emulator was asked for on behalf of a conversation, in its order. */
  async requests(conversationId: string): Promise<LedgerRecord[]> {
    const { records } = await this.get<{ records: LedgerRecord[] }>("ledger");
    return requestsOf(records.toSorted((a, b) => a.id - b.id), conversationId);
  }

  /** Requests that ran the model again for what was finished before. */
  async repeated(conversationId: string): Promise<LedgerRecord[]> {
    return repeatedFinished(await this.requests(conversationId));
  }

  /** How many inputs the provider ran to the end twice. */
  async paidTwice(): Promise<number> {
    return (await this.get<{ paidTwice: number }>("counts")).paidTwice;
  }
}
