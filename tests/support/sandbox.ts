import type { Stack } from "../../cli/stack/stack.ts";
import { defaultModes } from "../../sandbox/control/settings.ts";
import { patienceMs } from "./patience.ts";

/** A request in the emulator's ledger; see sandbox/control/ledger.ts. */
export interface LedgerRecord {
  id: number;
  seq: number;
  operation: string;
  account?: string;
  conversation?: string;
  root?: string;
  agent?: string;
  inputHash?: string;
  metadata?: { tramontane_call?: string; tramontane_conversation?: string };
  status?: number;
  startedAt: string;
  firstFrameAt?: string;
  finishedAt?: string;
  ran: "no" | "running" | "partial" | "full";
  cut: boolean;
}

/** The control side of the sandbox. */
export class Sandbox {
  #url: string;
  #token: string;

  constructor({ urls, tokens }: Pick<Stack, "urls" | "tokens">) {
    this.#url = urls.sandbox;
    this.#token = tokens.sandbox;
  }

  async get<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${this.#token}` };
    const signal = AbortSignal.timeout(40_000);
    const response = await fetch(`${this.#url}/control/${path}`, { headers, signal });
    return await response.json();
  }

  async post(path: string, body: object): Promise<void> {
    const headers = {
      authorization: `Bearer ${this.#token}`,
      "content-type": "application/json",
    };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}/control/${path}`, init);
    if (!response.ok) {
      throw new Error(`/control/${path}: ${response.status} ${await response.text()}`);
    }
    await response.body?.cancel();
  }

  /** Clears faults and returns to the modes of a fresh emulator, at this pace. */
  async reset(pace: object): Promise<void> {
    await this.post("reset-faults", {});
    await this.post("mode", defaultModes);
    await this.post("pace", pace);
    await this.post("yahoo", { delayMs: 0, fault429: 0 });
  }

  /** All requests that the emulator remembers, in the order they came. */
  async ledger(): Promise<LedgerRecord[]> {
    const { records } = await this.get<{ records: LedgerRecord[] }>("ledger");
    return records.toSorted((a, b) => a.id - b.id);
  }

  /** Waits for a request that is like this, now or to come. */
  async until(
    like: (record: LedgerRecord) => boolean,
    withinMs = patienceMs,
  ): Promise<LedgerRecord> {
    const end = Date.now() + withinMs;
    let since = 0;
    while (Date.now() < end) {
      const { records, next } = await this.get<{ records: LedgerRecord[]; next: number }>(
        `ledger?since=${since}&waitMs=1000`,
      );
      const found = records.find(like);
      if (found) return found;
      since = next;
    }
    throw new Error("the emulator did not get the awaited request");
  }
}
