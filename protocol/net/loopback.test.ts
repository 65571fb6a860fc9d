import assert from "node:assert/strict";
import { test } from "node:test";
import { isLoopback, loopbackHosts } from "./loopback.ts";

const loopback = [
  ...["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.0.0.1.", "127.255.3.4", "127.1"],
  ...["::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "[::ffff:127.0.0.1]", "::ffff:7f00:1"],
];
const others = [
  ...[
    "",
    "0.0.0.0",
    "::",
    "[::]",
    "128.0.0.1",
    "10.0.0.1",
    "::ffff:10.0.0.1",
    "::2",
    "1.127.0.0.1",
  ],
  ...["localhost.example.com", "127.0.0.1.evil.example", "127.evil.example", "u@127.0.0.1"],
  ...["127.0.0.1/x", "127.0.0.1:80", "[::1]:80", "local host", "127.0.0.256"],
];

for (const host of loopback) test(`${host} is loopback`, () => assert.ok(isLoopback(host)));
for (const host of others) test(`"${host}" is not loopback`, () => assert.ok(!isLoopback(host)));

test("a listener is named by each form of loopback, with its port", () => {
  assert.deepEqual(loopbackHosts(4000), ["127.0.0.1:4000", "localhost:4000", "[::1]:4000"]);
});
