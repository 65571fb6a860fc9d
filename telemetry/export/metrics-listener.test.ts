import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { listenForMetrics, type OpenListener } from "./metrics-listener.ts";

const token = "a-token-of-its-own-length";

async function listening(
  use: (listener: OpenListener) => Promise<void>,
  given: string | null = null,
  text = () => Promise.resolve("x 1\n"),
) {
  const listener = await listenForMetrics({ port: 0, host: "127.0.0.1", token: given }, text);
  try {
    await use(listener);
  } finally {
    await listener.close();
  }
}

/** The status of a request with exactly these headers; fetch does not allow to set Host. */
function status(port: number, headers: Record<string, string> = {}, path = "/metrics") {
  return new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    sent.on("error", reject).end();
  });
}

test("only the path of the metrics is served", () =>
  listening(async ({ port }) => {
    assert.equal(await status(port), 200);
    assert.equal(await status(port, {}, "/graphql"), 404);
  }));

test("a request of a web page is rejected, also after DNS rebinding", () =>
  listening(async ({ port }) => {
    assert.equal(await status(port, { host: "evil.example" }), 421);
    assert.equal(await status(port, { origin: "http://evil.example" }), 403);
    assert.equal(await status(port, { "sec-fetch-site": "cross-site" }), 403);
  }));

test("a token is required if it is set, and then any host name is accepted", () =>
  listening(async ({ port }) => {
    assert.equal(await status(port), 401);
    assert.equal(await status(port, { authorization: "Bearer wrong" }), 401);
    const authorization = `Bearer ${token}`;
    assert.equal(await status(port, { host: "worker-2:9464", authorization }), 200);
  }, token));

test("a failed collection is a 500, not missing metrics", () =>
  listening(
    async ({ port }) => {
      assert.equal(await status(port), 500);
    },
    null,
    () => Promise.reject(new Error("no")),
  ));
