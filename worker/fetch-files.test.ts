import assert from "node:assert/strict";
import { test } from "node:test";
import { SDKError } from "@mistralai/mistralai/models/errors";
import { judgeFetch } from "./fetch-files.ts";
import { readAtMost, TooLargeError } from "./read-at-most.ts";

const refused = (status: number) =>
  new SDKError("refused", {
    response: new Response("", { status }),
    request: new Request("http://localhost"),
    body: "",
  });
const streamOf = (...sizes: number[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const size of sizes) controller.enqueue(new Uint8Array(size).fill(size));
      controller.close();
    },
  });

test("a stream is read whole, and no further than allowed", async () => {
  assert.deepEqual([...await readAtMost(streamOf(1, 2), 3)], [1, 2, 2]);
  await assert.rejects(readAtMost(streamOf(2, 2), 3), TooLargeError);
});

test("a fetch is tried again with longer and longer waits, and given up in the end", () => {
  assert.equal(judgeFetch(new TypeError("cut"), 1).retryMs, 1_000);
  assert.equal(judgeFetch(refused(503), 4).retryMs, 8_000);
  assert.equal(judgeFetch(refused(429), 24).retryMs, 600_000);
  assert.equal(judgeFetch(refused(503), 25).retryMs, null);
});

test("what will not come is not asked for again", () => {
  assert.equal(judgeFetch(new TooLargeError("x"), 1).retryMs, null);
  assert.equal(judgeFetch(refused(403), 1).retryMs, null);
  assert.notEqual(judgeFetch(refused(404), 1).retryMs, null);
  assert.equal(judgeFetch(refused(404), 3).retryMs, null);
});
