import assert from "node:assert/strict";
import { test } from "node:test";
import { isPublicHost } from "./public-host.ts";

const hostOf = (address: string) => new URL(address).hostname;

test("hosts of the public Internet are accepted", () => {
  for (const host of ["example.com", "8.8.8.8", "172.32.0.1", "[2606:4700::1111]"]) {
    assert.equal(isPublicHost(hostOf(`https://${host}/`)), true, host);
  }
});

test("hosts of private networks are not, in whatever form", () => {
  const inside = [
    ...["localhost", "db", "printer.local", "metadata.google.internal", "a.localhost."],
    ...["127.0.0.1", "2130706433", "0x7f.1", "10.1.2.3", "172.16.0.1", "192.168.1.1"],
    ...[
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "[fd00::1]",
      "[fe80::1]",
    ],
  ];
  for (const host of inside) assert.equal(isPublicHost(hostOf(`https://${host}/`)), false, host);
});
