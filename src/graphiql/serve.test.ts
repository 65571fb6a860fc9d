import assert from "node:assert/strict";
import { test } from "node:test";
import { graphiqlServer, wantsPage } from "./serve.ts";

const serve = graphiqlServer({ emulated: true, sampleMarketData: true, authentication: "LOCAL" });
const ask = (path: string, headers: Record<string, string> = {}) =>
  serve(new Request(`http://127.0.0.1:4000${path}`, { headers }));

test("a browser gets the page, a GraphQL client does not", () => {
  const request = (accept: string, method = "GET", upgrade?: string) =>
    new Request("http://127.0.0.1/graphql", {
      method,
      headers: { accept, ...(upgrade ? { upgrade } : {}) },
    });
  assert.ok(wantsPage(request("text/html,application/xhtml+xml,*/*;q=0.8")));
  assert.ok(wantsPage(request("text/html", "HEAD")));
  assert.ok(!wantsPage(request("*/*")));
  assert.ok(!wantsPage(request("application/json")));
  assert.ok(!wantsPage(request("text/html", "POST")));
  assert.ok(!wantsPage(request("text/html", "GET", "websocket")));
});

test("the page is small and has its policy, and every file that it names is served, compressed", async () => {
  const page = await ask("/graphql", { accept: "text/html" });
  assert.match(page.headers.get("content-security-policy")!, /script-src 'self'/);
  assert.equal(page.headers.get("cache-control"), "no-cache");
  const html = await page.text();
  assert.ok(html.length < 20_000, `${html.length}`);
  const paths = new Set(html.match(/\/graphiql\/[\w.]+/g));
  assert.equal(paths.size, 8);
  let size = html.length;
  for (const path of paths) {
    const file = await ask(path, { "accept-encoding": "gzip, deflate, br" });
    assert.equal(file.status, 200, path);
    assert.equal(file.headers.get("content-encoding"), "br");
    size += (await file.arrayBuffer()).byteLength;
  }
  assert.ok(size < 2_400_000, `${size} bytes instead of 9 MB`);
});

test("files are compressed once", async () => {
  const [path = ""] = /\/graphiql\/graphiql\.\w+\.js/.exec(await (await ask("/graphql")).text())!;
  const begin = performance.now();
  for (let i = 0; i < 20; i++) await (await ask(path, { "accept-encoding": "br" })).arrayBuffer();
  assert.ok(performance.now() - begin < 1_000);
});

test("an unknown file is not found", async () => {
  assert.equal((await ask("/graphiql/page.0000000000000000.js")).status, 404);
});
