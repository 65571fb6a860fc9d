import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { serveStatic } from "./static-files.ts";

const text = "const answer = 42;\n".repeat(500);
const serve = serveStatic({ type: "text/javascript", text }, { immutable: true });
const ask = (headers: Record<string, string> = {}, method = "GET") =>
  serve(new Request("http://127.0.0.1/x.js", { method, headers }));

test("a file is compressed for clients that accept it, with Vary for caches", async () => {
  const answer = await ask({ "accept-encoding": "gzip, br" });
  const body = new Uint8Array(await answer.arrayBuffer());
  assert.equal(brotliDecompressSync(body).toString(), text);
  assert.ok(body.length < text.length / 10);
  assert.equal(answer.headers.get("content-encoding"), "br");
  assert.equal(answer.headers.get("vary"), "accept-encoding");
  assert.equal(answer.headers.get("content-type"), "text/javascript; charset=utf-8");
  assert.match(answer.headers.get("cache-control")!, /immutable/);
  const plain = await ask();
  assert.equal(plain.headers.get("content-encoding"), null);
  assert.equal(await plain.text(), text);
  assert.notEqual(plain.headers.get("etag"), answer.headers.get("etag"));
});

test("a client with the same content gets 304, in any encoding; other content is sent", async () => {
  const etag = (await ask({ "accept-encoding": "br" })).headers.get("etag")!;
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const answer = await ask({ "if-none-match": known, "accept-encoding": "gzip" });
    assert.equal(answer.status, 304, known);
    assert.equal(answer.body, null);
    assert.ok(answer.headers.get("etag") && answer.headers.get("vary"));
  }
  assert.equal((await ask({ "if-none-match": `"0000000000000000-br"` })).status, 200);
});

test("only GET and HEAD are allowed", async () => {
  const answer = await ask({}, "POST");
  assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "GET, HEAD"]);
});
