import assert from "node:assert/strict";
import { test } from "node:test";
import { apiGuard } from "./guard.ts";

const own = "localhost:4000";
const app = "https://app.example.com";
const guard = apiGuard({
  hosts: () => ["127.0.0.1:4000", own],
  origins: ["http://localhost:5173", "http://localhost", app],
});
type Headers = Record<string, string>;
const ask = (path: string, headers: Headers, method = "GET") =>
  guard(new Request(`http://${own}${path}`, { method, headers: { host: own, ...headers } }));
const status = (...given: Parameters<typeof ask>) => ask(...given)?.status ?? 200;

const link = {
  "sec-fetch-site": "cross-site",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};
const pages = ["/", "/console", "/console/runs", "/graphql", "/files/f", "/research/p/report.html"];

test("a link of another site opens pages, and nothing else", () => {
  for (const path of pages) assert.equal(status(path, link), 200, path);
  const others = [
    ...["/graphql?query={agents{totalCount}}", "/livez", "/readyz", "/consoles", "/graphiql/a.js"],
    ...["/bridges/openai/v1/models", "/mcp/agents", "/research", "/files", "/x"],
  ];
  for (const path of others) assert.equal(status(path, link), 403, path);
});

test("a page of another site neither frames, fetches nor posts what a link may open", () => {
  const json = { "content-type": "application/json", "content-length": "2" };
  for (const path of pages) {
    for (const dest of ["iframe", "frame", "object", "embed", "image", "empty"]) {
      assert.equal(status(path, { ...link, "sec-fetch-dest": dest }), 403, dest);
    }
    for (const mode of ["no-cors", "cors", "websocket", "same-origin"]) {
      assert.equal(status(path, { ...link, "sec-fetch-mode": mode }), 403, mode);
    }
    for (const origin of ["https://evil.example", "null"]) {
      assert.equal(status(path, { ...link, origin }), 403, origin);
    }
    assert.equal(status(path, { ...link, ...json }, "POST"), 403);
    assert.equal(status(path, { ...link, host: "evil.example" }), 421);
  }
});

test("a POST without a body needs no type at a bridge, and one at other paths", () => {
  assert.equal(status("/bridges/openai/v1/responses/resp_1/cancel", {}, "POST"), 200);
  for (const path of ["/graphql", "/graphql?query=mutation{x}", "/mcp/agents", "/files/f"]) {
    assert.equal(status(path, {}, "POST"), 415, path);
  }
});

test("an allowed origin calls operations, not other paths", () => {
  const from = { origin: app, "sec-fetch-site": "cross-site" };
  for (const path of ["/graphql", "/bridges/openai/v1/models", "/mcp/agents"]) {
    assert.equal(status(path, from), 200, path);
  }
  for (const path of ["/livez", "/files/f", "/research/p/report.json", "/"]) {
    assert.equal(status(path, from), 403, path);
  }
});

test("the proxy of an allowed page on this machine is answered, also under its own name", () => {
  const page = { origin: "http://localhost:5173", "sec-fetch-site": "same-origin" };
  assert.equal(status("/graphql", page), 200, "changeOrigin");
  assert.equal(status("/graphql", { ...page, host: "localhost:5173" }), 200);
  assert.equal(status("/files/f", { host: "localhost:5173" }), 200);
  const others = [
    ...["localhost:5174", "127.0.0.1:5173", "x.localhost:5173", "localhost", "localhost:80"],
    ...["localhost.:5173", "app.example.com", "app.example.com:5173", "evil.example:5173"],
  ];
  for (const host of others) assert.equal(status("/graphql", { host }), 421, host);
});

test("each refusal names the variable that would allow it", async () => {
  const message = async (...given: Parameters<typeof ask>) =>
    (await ask(...given)?.json()).errors[0].message;
  assert.match(
    await message("/graphql", { host: "localhost:5174" }),
    /ALLOWED_HOSTS.*ALLOWED_ORIGINS/,
  );
  assert.match(await message("/graphql", { origin: "https://evil.example" }), /ALLOWED_ORIGINS/);
  assert.match(await message("/graphql", { "sec-fetch-site": "cross-site" }), /ALLOWED_ORIGINS/);
  assert.match(await message("/graphql", { "content-type": "text/plain" }, "POST"), /No variable/);
});
