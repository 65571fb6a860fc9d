import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { guardedFetch, PrivateAddressError, RedirectError } from "./guarded-fetch.ts";
import { isPrivateAddress } from "./private-address.ts";

test("addresses that no public server has are recognised in every notation", () => {
  const inside = ["127.0.0.1", "10.1.2.3", "172.31.0.1", "169.254.169.254", "100.64.0.1", "::1"];
  const hidden = ["::ffff:10.0.0.1", "fe80::1%eth0", "fd12::1", "64:ff9b::a00:1", "[::]", "no"];
  for (const address of [...inside, ...hidden]) assert.ok(isPrivateAddress(address), address);
  for (const address of ["1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1"]) {
    assert.ok(!isPrivateAddress(address), address);
  }
});

test("a name with a private address is rejected before a request is sent, and redirects are not followed", async (t) => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.writeHead(302, { location: "/elsewhere?key=secret" }).end();
  }).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const answers = (...addresses: string[]) => () => Promise.resolve(addresses);
  await assert.rejects(guardedFetch(false)(url), PrivateAddressError);
  const mixed = guardedFetch(false, answers("1.1.1.1", "192.168.0.1"));
  await assert.rejects(mixed("https://rebound.example/"), PrivateAddressError);
  await assert.rejects(guardedFetch(false, answers())(url), PrivateAddressError);
  assert.equal(requests, 0);
  await assert.rejects(guardedFetch(true)(url), (error: Error) => {
    assert.ok(error instanceof RedirectError);
    assert.match(error.message, /redirects to http:\/\/127.*\/elsewhere \(HTTP 302\)/);
    return true;
  });
  assert.equal(requests, 1);
});
