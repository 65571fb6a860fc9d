import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";

const script = new URL("../../worker/webhooks/testing/hostile-attempts.ts", import.meta.url);

interface Outcome {
  name: string;
  status: number | null;
  failure: string | null;
  retryAfterMs: number | null;
  bytes?: number;
}

let outcomes: Map<string, Outcome>;
before(async () => {
  const { path } = await ownNode({ progress: () => {} });
  // Each attempt ends within 15 s: one without an end would keep the process alive.
  const { stdout } = await promisify(execFile)(path, [script.pathname], { timeout: 120_000 });
  const lines: Outcome[] = stdout.trim().split("\n").map((line) => JSON.parse(line));
  outcomes = new Map(lines.map((one) => [one.name, one]));
});

const late = "It gave no answer within 15 s.";
const expected: Record<string, [status: number | null, failure: string | null]> = {
  "changes the protocol": [101, "It answered HTTP 101."],
  "writes its body for ever": [200, null],
  "writes the body of an error for ever": [503, "It answered HTTP 503."],
  "writes its head for ever": [null, late],
  "gives hints for ever": [null, late],
  "has a huge head": [null, "The connection failed (HPE_HEADER_OVERFLOW)."],
  "has a huge body": [200, null],
  "has a body that unpacks to 50 MB": [200, null],
  "breaks off in its body": [200, null],
  "has a body that it must not have": [204, null],
  "speaks another protocol": [null, "The connection failed (HPE_INVALID_CONSTANT)."],
  "says nothing and ends": [null, "The connection failed (ECONNRESET)."],
};

for (const [name, [status, failure]] of Object.entries(expected)) {
  test(`an attempt ends within its time and its memory, by the status alone, where the receiver ${name}`, () => {
    const outcome = outcomes.get(name);
    assert.deepEqual([outcome?.status, outcome?.failure], [status, failure]);
    assert.ok((outcome?.bytes ?? 0) <= webhookLimits.answerBytes);
  });
}

test("what a receiver asks for by Retry-After counts also where its body has no end", () => {
  assert.equal(outcomes.get("writes the body of an error for ever")?.retryAfterMs, 90_000);
});
