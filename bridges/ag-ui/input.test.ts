import assert from "node:assert/strict";
import { test } from "node:test";
import { readRunRequest } from "./input.ts";

const request = (over: object) =>
  new Request("http://localhost/bridges/ag-ui/a", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ threadId: "t", runId: "r", state: {}, messages: [], tools: [], context: [] },
      ...{ forwardedProps: {}, ...over },
    }),
  });
const interrupts = (length: number) => ({
  resume: Array.from({ length }, (_, n) => ({ interruptId: `i${n}`, status: "cancelled" })),
});

test("more answers to interrupts than a request may have are refused", async () => {
  assert.equal((await readRunRequest(request(interrupts(100)))).input.resume?.length, 100);
  await assert.rejects(readRunRequest(request(interrupts(101))), /at most 100 interrupts/);
});
