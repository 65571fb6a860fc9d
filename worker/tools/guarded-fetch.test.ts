import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { isPrivateAddress } from "../net/private-address.ts";
import { PrivateAddressError } from "../net/public-addresses.ts";
import { guardedFetch, RedirectError } from "./guarded-fetch.ts";

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
  const answers = (...addresses: string[]) => () =>
    Promise.resolve(addresses.map((address) => ({ address, family: 4 })));
  await assert.rejects(guardedFetch(false)(url), PrivateAddressError);
  const mixed = guardedFetch(false, answers("1.1.1.1", "192.168.0.1"));
  await assert.rejects(mixed("https://rebound.example/"), PrivateAddressError);
  await assert.rejects(
    guardedFetch(false, answers())("https://none.example/"),
    PrivateAddressError,
  );
  assert.equal(requests, 0);
  await assert.rejects(guardedFetch(true)(url), (error: Error) => {
    assert.ok(error instanceof RedirectError);
    assert.match(error.message, /redirects to http:\/\/127.*\/elsewhere \(HTTP 302\)/);
    return true;
  });
  assert.equal(requests, 1);
});

test("the address that is checked is the one that is connected to: a name that is bound again in between reaches nothing", async (t) => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end("pinned");
  }).listen(0, "127.0.0.1");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const url = `http://rebound.example:${(server.address() as AddressInfo).port}/`;
  let lookups = 0;
  const bound = (first: string, then: string) => {
    lookups = 0;
    return () => Promise.resolve([{ address: lookups++ === 0 ? first : then, family: 4 }]);
  };
  // An address that is given to no network.
  const outside = guardedFetch(false, bound("203.0.114.1", "127.0.0.1"));
  await assert.rejects(outside(url, { signal: AbortSignal.timeout(500) }));
  assert.deepEqual([lookups, requests], [1, 0]);
  await assert.rejects(outside(url), PrivateAddressError);
  assert.equal(requests, 0);
  const inside = guardedFetch(true, bound("127.0.0.1", "203.0.114.1"));
  assert.equal(await (await inside(url)).text(), "pinned");
  assert.deepEqual([lookups, requests], [1, 1]);
});
