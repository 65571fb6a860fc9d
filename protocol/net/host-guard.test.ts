import assert from "node:assert/strict";
import { test } from "node:test";
import { guardRequest } from "./host-guard.ts";
import { loopbackHosts } from "./loopback.ts";

const hosts = [...loopbackHosts(4000), "mcp", "api.example.com", "proxy.example.com:8443"];
const json = { host: "127.0.0.1:4000", "content-type": "application/json", "content-length": "2" };
type Headers = Record<string, string>;
const status = (method: string, headers: Headers, origins: string[] = []) =>
  guardRequest({ method, header: (name) => headers[name] }, { hosts, origins })?.status ?? 200;
const post = (headers: Headers) => status("POST", { ...json, ...headers });

const cases: [string, Headers, number][] = [
  ["a program without an origin", {}, 200],
  ["the server's own page", {
    origin: "http://localhost:4000",
    "sec-fetch-site": "same-origin",
  }, 200],
  ["a request that a user typed", { "sec-fetch-site": "none" }, 200],
  ["IPv6 loopback", { host: "[::1]:4000", origin: "http://[::1]:4000" }, 200],
  ["a host in capitals", { host: "LOCALHOST:4000" }, 200],
  ["JSON with a charset", { "content-type": "application/json; charset=utf-8" }, 200],
  ["an allowed name", { host: "api.example.com", origin: "http://api.example.com" }, 200],
  ["an allowed name behind TLS", {
    host: "api.example.com",
    origin: "https://api.example.com",
  }, 200],
  ["an allowed name on any port", { host: "mcp:4010" }, 200],
  ["an allowed name with its port", { host: "proxy.example.com:8443" }, 200],
  ["an allowed name with another port", { host: "proxy.example.com:1" }, 421],
  ["loopback with another port", { host: "127.0.0.1:4001" }, 421],
  ["loopback without a port", { host: "127.0.0.1" }, 421],
  ["a foreign host", { host: "evil.example:4000" }, 421],
  ["a rebound name", { host: "127.0.0.1.evil.example:4000" }, 421],
  ["a name below an allowed one", { host: "x.api.example.com" }, 421],
  ["a host with credentials", { host: "u@127.0.0.1:4000" }, 421],
  ["a host with a path", { host: "127.0.0.1:4000/x" }, 421],
  ["no host", { host: "" }, 421],
  ["a page of another site", { origin: "https://evil.example" }, 403],
  ["a page of another site at an allowed name", {
    host: "api.example.com",
    origin: "https://evil.example",
  }, 403],
  ["a sandboxed frame", { origin: "null" }, 403],
  ["a file", { origin: "file://" }, 403],
  ["a page of another port", { origin: "http://127.0.0.1:9" }, 403],
  ["a page of another port at an allowed name", { host: "mcp:4010", origin: "http://mcp:9" }, 403],
  ["TLS that loopback does not have", { origin: "https://127.0.0.1:4000" }, 403],
  ["a cross-site request", { "sec-fetch-site": "cross-site" }, 403],
  ["a request of the same site but another origin", { "sec-fetch-site": "same-site" }, 403],
  ["text", { "content-type": "text/plain" }, 415],
  ["text that mentions JSON", { "content-type": "text/plain; application/json" }, 415],
  ["a type that begins like JSON", { "content-type": "application/jsonx" }, 415],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["a multipart form", { "content-type": "multipart/form-data; boundary=x" }, 415],
  ["no type", { "content-type": "" }, 415],
];

for (const [what, headers, expected] of cases) {
  test(`a POST: ${what} gets ${expected}`, () => assert.equal(post(headers), expected));
}

test("a request without a host is refused, also where the listener accepts each host", () => {
  for (const host of [undefined, null, ""]) {
    const header = (name: string) => name === "host" ? host : undefined;
    const refusal = guardRequest({ method: "GET", header }, { hosts: [""] });
    assert.equal(refusal?.status, 421, String(host));
  }
});

test("a body of any method has to be JSON, and a request without one needs no type", () => {
  const { host } = json;
  const text = { host, "content-type": "text/plain" };
  assert.equal(status("PATCH", { ...text, "content-length": "3" }), 415);
  assert.equal(status("PATCH", { ...text, "transfer-encoding": "chunked" }), 415);
  for (const method of ["GET", "HEAD", "DELETE"]) assert.equal(status(method, { host }), 200);
});

test("a POST without a body needs no type where its address orders nothing, and no page may send it", () => {
  const ask = (headers: Headers, isBodyOptional: boolean) =>
    guardRequest(
      { method: "POST", header: (name) => ({ host: json.host, ...headers })[name] },
      { hosts, isBodyOptional },
    )?.status ?? 200;
  assert.deepEqual([ask({}, true), ask({ "content-length": "0" }, true)], [200, 200]);
  assert.equal(ask({}, false), 415);
  const refused: Headers[] = [
    { "content-length": "2" },
    { "transfer-encoding": "chunked" },
    { "content-type": "text/plain" },
  ];
  for (const headers of refused) assert.equal(ask(headers, true), 415);
  assert.equal(ask({ origin: "https://evil.example" }, true), 403);
  assert.equal(ask({ "sec-fetch-site": "cross-site" }, true), 403);
});

test("the origin of another site can be allowed, and is compared as a whole", () => {
  const host = "127.0.0.1:4000";
  const allowed = ["https://app.example.com"];
  const from = (origin: string) =>
    status("GET", { host, origin, "sec-fetch-site": "cross-site" }, allowed);
  assert.equal(from("https://app.example.com"), 200);
  for (
    const origin of [
      ...["http://app.example.com", "https://app.example.com:8443", "https://example.com"],
      ...["https://app.example.com.evil.example", "https://x.app.example.com", "null"],
    ]
  ) assert.equal(from(origin), 403, origin);
  assert.equal(status("GET", { host, origin: "https://app.example.com" }), 403);
});
