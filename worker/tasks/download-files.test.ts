import assert from "node:assert/strict";
import { test } from "node:test";
import { SDKError } from "@mistralai/mistralai/models/errors";
import { classifyDownloadFailure } from "./download-files.ts";
import { readLimited, SizeLimitError } from "../read-limited.ts";

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

test("a stream is read completely, up to its limit", async () => {
  assert.deepEqual([...await readLimited(streamOf(1, 2), 3)], [1, 2, 2]);
  await assert.rejects(readLimited(streamOf(2, 2), 3), SizeLimitError);
});

test("a download is retried with growing waits, up to a maximum number of attempts", () => {
  assert.equal(classifyDownloadFailure(new TypeError("cut"), 1).retryMs, 1_000);
  assert.equal(classifyDownloadFailure(refused(503), 4).retryMs, 8_000);
  assert.equal(classifyDownloadFailure(refused(429), 24).retryMs, 600_000);
  assert.equal(classifyDownloadFailure(refused(503), 25).retryMs, null);
});

test("a download that cannot succeed is not retried", () => {
  assert.equal(classifyDownloadFailure(new SizeLimitError("x"), 1).retryMs, null);
  assert.equal(classifyDownloadFailure(refused(403), 1).retryMs, null);
  assert.notEqual(classifyDownloadFailure(refused(404), 1).retryMs, null);
  assert.equal(classifyDownloadFailure(refused(404), 3).retryMs, null);
});
