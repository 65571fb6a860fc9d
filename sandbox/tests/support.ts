import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { Mistral } from "@mistralai/mistralai";
import type { ChildProcess } from "node:child_process";
import type { LedgerRecord } from "../control/ledger.ts";
import { startSandbox } from "../server.ts";

/** A sandbox with a state folder of its own, the SDK's client for it, and its control. */
export type TestSandbox = {
  url: string;
  client: Mistral;
  get(path: string): Promise<Record<string, unknown>>;
  post(path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** The ledger's records newer than `since`, as soon as `wanted` is true for them. */
  ledger(wanted?: (records: LedgerRecord[]) => boolean): Promise<LedgerRecord[]>;
};

const deadlineMs = 10_000;

/** The SDK's client, configured as in the worker: without its own retries. */
export function clientOf(url: string, apiKey = "sandbox"): Mistral {
  return new Mistral({ apiKey, serverURL: `${url}/mistral`, timeoutMs: deadlineMs });
}

/** Control and client for a sandbox that listens at `url`. */
export function testSandboxAt(url: string): TestSandbox {
  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${url}/control/${path}`, init);
    const body = await response.json() as Record<string, unknown>;
    if (!response.ok) throw new Error(`control ${path}: ${JSON.stringify(body)}`);
    return body;
  };
  const headers = { "content-type": "application/json" };
  return {
    url,
    client: clientOf(url),
    get: (path) => call(path),
    post: (path, body = {}) => call(path, { method: "POST", headers, body: JSON.stringify(body) }),
    async ledger(wanted = () => true) {
      const end = Date.now() + deadlineMs;
      for (let next = 0; Date.now() < end;) {
        const all = (await call("ledger")).records as LedgerRecord[];
        if (wanted(all)) return all;
        next = Math.max(...all.map((record) => record.seq), 0);
        await call(`ledger?since=${next}&waitMs=2000`);
      }
      throw new Error("the ledger never came to hold what was waited for");
    },
  };
}

/** A folder that is deleted after the test. */
export function freshHome(t: TestContext): string {
  const home = fs.mkdtempSync(join(tmpdir(), "sandbox-"));
  t.after(() => fs.rmSync(home, { recursive: true, force: true }));
  return home;
}

/** A sandbox in this process without pacing; it stops after the test. */
export async function startTestSandbox(t: TestContext, token?: string): Promise<TestSandbox> {
  const pace = { tokensPerSecond: 0, firstTokenMs: 0 };
  const failures: unknown[] = [];
  const home = freshHome(t);
  const sandbox = await startSandbox(
    { host: "127.0.0.1", allowedHosts: [], port: 0, home, token, pace },
    (error) => failures.push(error),
  );
  t.after(async () => {
    await sandbox.stop();
    if (failures.length > 0) throw failures[0];
  });
  return testSandboxAt(sandbox.url);
}

/** A sandbox in its own process, ready for requests. */
export async function spawnSandbox(
  home: string,
): Promise<{ child: ChildProcess; bench: TestSandbox }> {
  const env = {
    ...process.env,
    SANDBOX_HOME: home,
    SANDBOX_PORT: "0",
    SANDBOX_TOKENS_PER_SECOND: "0",
  };
  const main = new URL("../main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { event: string; url: string };
    if (said.event === "sandbox.server_listening") return { child, bench: testSandboxAt(said.url) };
  }
  throw new Error("the sandbox ended before it listened");
}

/** The price tool in the form in which the worker offers it. */
export const priceTool = {
  type: "function" as const,
  function: {
    name: "prices__get_current_stock_price",
    description: "The current price of one stock.",
    parameters: {
      type: "object",
      properties: { symbol: { type: "string" } },
      required: ["symbol"],
    },
  },
};

/** An agent with the price tool. */
export async function priceAgent(client: Mistral, name = "price-analyst"): Promise<string> {
  const agent = await client.beta.agents.create({
    model: "mistral-medium-latest",
    name,
    instructions: "You tell prices.",
    tools: [priceTool],
    completionArgs: { maxTokens: 4_000 },
    metadata: { deployment: "test", epoch: 1 },
  });
  return agent.id;
}

/** The events of a stream, and their joined text. */
export async function readAll(stream: AsyncIterable<{ event: string; data: unknown }>) {
  const events: { type: string; [key: string]: unknown }[] = [];
  for await (const { data } of stream) events.push(data as (typeof events)[number]);
  const text = events.filter((e) => e.type === "message.output.delta").map((e) => String(e.content))
    .join("");
  return { events, text, types: events.map((event) => event.type) };
}

/** A result of the price tool. */
export function priceResult(toolCallId: string, symbol: string, price: number) {
  const result = JSON.stringify({ symbol, price, currency: "USD" });
  return { type: "function.result" as const, toolCallId, result };
}
