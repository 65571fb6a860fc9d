import assert from "node:assert/strict";
import { test } from "node:test";
import { addressGroup, clientAddress } from "./client-address.ts";
import { networks, trustedIn } from "./trusted-proxies.ts";

const proxies = trustedIn(["10.0.0.0/8", "fd00::/8", "192.0.2.7"]);

test("without a trusted proxy the address is the peer's, whatever X-Forwarded-For says", () => {
  assert.equal(clientAddress("203.0.113.9", "198.51.100.1", proxies), "203.0.113.9");
  assert.equal(clientAddress("::ffff:203.0.113.9", null, proxies), "203.0.113.9");
  assert.equal(clientAddress("10.1.2.3", "198.51.100.1", trustedIn([])), "10.1.2.3");
});

test("behind trusted proxies it is the last address that none of them has", () => {
  assert.equal(clientAddress("10.1.2.3", "1.1.1.1, 198.51.100.1", proxies), "198.51.100.1");
  assert.equal(clientAddress("10.1.2.3", "1.1.1.1,198.51.100.1, fd00::5", proxies), "198.51.100.1");
  assert.equal(clientAddress("::ffff:192.0.2.7", "[2001:db8::1]:443", proxies), "2001:db8::1");
});

test("an unreadable entry ends the search at the proxy that wrote it", () => {
  assert.equal(clientAddress("10.1.2.3", "1.1.1.1, unknown", proxies), "10.1.2.3");
  assert.equal(clientAddress("10.1.2.3", "", proxies), "10.1.2.3");
  assert.equal(clientAddress(undefined, "1.1.1.1", proxies), null);
});

test("IPv6 addresses of one network of 64 bits count together, IPv4 addresses each", () => {
  assert.equal(addressGroup("203.0.113.9"), "203.0.113.9");
  assert.equal(addressGroup("2001:db8:0:1::7"), "2001:db8:0:1::/64");
  assert.equal(addressGroup("2001:db8:0:1:ffff::"), "2001:db8:0:1::/64");
  assert.equal(addressGroup("2001:db8::7"), "2001:db8:0:0::/64");
  assert.notEqual(addressGroup("2001:db8:0:2::7"), addressGroup("2001:db8:0:1::7"));
});

test("a list of networks with one that is none is refused", () => {
  assert.deepEqual(networks.parse("10.0.0.0/8, ::1"), ["10.0.0.0/8", "::1"]);
  for (const text of ["10.0.0.0/33", "::1/129", "host", "10.0.0.0/8/8", "10.0.0/8", "::1/"]) {
    assert.equal(networks.parse(text), undefined, text);
  }
});
