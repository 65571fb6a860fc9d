import assert from "node:assert/strict";
import { test } from "node:test";
import { webPort } from "./web-port.ts";

test("a port that browsers block is refused, although a server could use it", async () => {
  for (const port of ["6000", "10080", "5060"]) {
    assert.equal(webPort.parse(port), undefined);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`), { message: /bad port|blocked/i });
  }
});

test("any other port is accepted, in digits alone", () => {
  assert.deepEqual(["80", "443", "4000", "65535"].map(webPort.parse), [80, 443, 4_000, 65_535]);
  for (const text of ["0", "65536", "-1", "1e3", "4000.5", ""]) {
    assert.equal(webPort.parse(text), undefined, text);
  }
});
