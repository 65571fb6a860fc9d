import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { webhookIssues } from "../../schema/webhook/webhook-input.ts";
import { attempt } from "../../worker/webhooks/attempt.ts";
import type { Address } from "../../worker/net/public-addresses.ts";
import { checkAddress, RefusedAddressError } from "../../worker/webhooks/checked-address.ts";

let server: Server;
let port = 0;
let connections = 0;
before(async () => {
  server = createServer((socket) => {
    connections++;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
after(() => void server.close());

const v = (address: string): Address => ({ address, family: address.includes(":") ? 6 : 4 });
const leadsTo = (...addresses: string[]) => ({
  allowsLoopback: false,
  resolve: () => Promise.resolve(addresses.map(v)),
});
const message = (url: string) => ({
  id: "delivery_1",
  url,
  body: "{}",
  secrets: ["whsec_c2VjcmV0"],
});
const never = new AbortController().signal;

const inside = {
  "IPv4 of this machine": ["127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3"],
  "private IPv4": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  "link-local IPv4, where clouds have their metadata": ["169.254.169.254", "169.254.0.1"],
  "shared, reserved and multicast IPv4": [
    ...["100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7"],
    ...["203.0.113.9", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255"],
  ],
  "IPv6 of this machine and of local networks": [
    "::1",
    "::",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
  ],
  "IPv4 in IPv6: mapped, compatible, translated, tunnelled": [
    ...[
      "::ffff:127.0.0.1",
      "::ffff:10.0.0.1",
      "::ffff:a9fe:a9fe",
      "::127.0.0.1",
      "::ffff:0:127.0.0.1",
    ],
    ...["64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1"],
  ],
  "IPv6 for documentation, discard, protocols, and what is given to none": [
    ...["2001:db8::1", "3fff::1", "100::1", "5f00::1", "2001:2::1", "2001:20::1", "4000::1"],
    ...["1fff::1", "8000::1", "fe00::1"],
  ],
  "metadata of clouds, also where the address looks public": [
    ...["169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16"],
    ...["::ffff:168.63.129.16", "fd00:ec2::254", "fd20:ce::254", "64:ff9b::a9fe:a9fe"],
  ],
};

for (const [what, addresses] of Object.entries(inside)) {
  test(`a name that leads to an address inside is refused: ${what}`, async () => {
    for (const address of addresses) {
      await assert.rejects(
        checkAddress("https://hooks.example.com/", leadsTo(address)),
        RefusedAddressError,
        address,
      );
      const mixed = leadsTo("1.1.1.1", address);
      await assert.rejects(
        checkAddress("https://hooks.example.com/", mixed),
        RefusedAddressError,
        `also ${address}`,
      );
      const literal = `https://${address.includes(":") ? `[${address}]` : address}/`;
      await assert.rejects(checkAddress(literal, leadsTo("1.1.1.1")), RefusedAddressError, literal);
    }
  });
}

test("forms of an address that other programs read as one inside are refused", async () => {
  const forms = [
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0x7f.1",
    "017700000001",
    "127.0.0.1.",
    ...["⑯⑨。254。169。254", "127。0。0。1", "①②⑦.⓪.⓪.①", "0", "0x0", "0300.0250.1", "[::]"],
    ...["[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "%31%32%37.0.0.1"],
  ];
  for (const form of forms) {
    const url = `https://${form}/`;
    await assert.rejects(checkAddress(url, leadsTo("1.1.1.1")), RefusedAddressError, form);
  }
});

test("names of this machine are refused where the deployment does not allow them, in every notation", async () => {
  const names = ["localhost", "LOCALHOST", "localhost.", "ⓛocalhost", "a.localhost"];
  for (const name of names) {
    const url = `https://${name}/`;
    await assert.rejects(checkAddress(url, leadsTo("127.0.0.1")), RefusedAddressError, name);
  }
});

test("a port is part of the address, and opens no way inside", async () => {
  for (const port of [22, 80, 6379, 8443]) {
    const inside = `https://10.0.0.1:${port}/`;
    await assert.rejects(checkAddress(inside, leadsTo("1.1.1.1")), RefusedAddressError, inside);
    const plain = `http://hooks.example.com:${port}/`;
    await assert.rejects(checkAddress(plain, leadsTo("1.1.1.1")), RefusedAddressError, plain);
  }
  const { url } = await checkAddress("https://hooks.example.com:8443/", leadsTo("1.1.1.1"));
  assert.equal(url.host, "hooks.example.com:8443");
});

test("anything but https, and an address with user name or password, is refused, also as input", async () => {
  const wrong = [
    ...[
      "http://hooks.example.com/",
      "ftp://hooks.example.com/",
      "file:///etc/passwd",
      "gopher://x.example/",
    ],
    ...["https://user@hooks.example.com/", "https://:pass@hooks.example.com/", "not an address"],
  ];
  for (const url of wrong) {
    await assert.rejects(checkAddress(url, leadsTo("1.1.1.1")), RefusedAddressError, url);
    assert.equal(webhookIssues({ address: url }).length, 1, url);
  }
  assert.deepEqual(webhookIssues({ address: "https://hooks.example.com:8443/in?x=1" }), []);
});

test("a name that is bound again after the check cannot move the connection: it goes to the checked address", async () => {
  let lookups = 0;
  const rules = {
    allowsLoopback: false,
    resolve: () => Promise.resolve([v(lookups++ === 0 ? "203.0.114.1" : "127.0.0.1")]),
  };
  const target = await checkAddress(`https://rebound.example:${port}/`, rules);
  const found = await new Promise((resolve) =>
    target.lookup("rebound.example", { all: true }, (_, addresses) => resolve(addresses))
  );
  assert.deepEqual(found, [v("203.0.114.1")]);
  assert.equal(lookups, 1);
  const second = await attempt(message(`https://rebound.example:${port}/`), rules, never);
  assert.match(second.failure ?? "", /not in the public Internet/);
  assert.equal(connections, 0);
});

test("this machine is reached by plain http alone, and only where the deployment allows it", async () => {
  const url = `http://localhost:${port}/`;
  await assert.rejects(checkAddress(url, leadsTo("127.0.0.1")), RefusedAddressError);
  const allowed = { ...leadsTo("127.0.0.1"), allowsLoopback: true };
  assert.equal((await checkAddress(url, allowed)).url.href, url);
  // A name of this machine that leads elsewhere, and a public name that leads here.
  await assert.rejects(
    checkAddress(url, { ...leadsTo("10.0.0.1"), allowsLoopback: true }),
    RefusedAddressError,
  );
  await assert.rejects(checkAddress("http://hooks.example.com/", allowed), RefusedAddressError);
  await assert.rejects(checkAddress("https://hooks.example.com/", allowed), RefusedAddressError);
});

test("a name without an address, and one that cannot be resolved, fail without a connection", async () => {
  const none = await attempt(message("https://none.example/"), leadsTo(), never);
  assert.match(none.failure ?? "", /no address/);
  const unresolved = await attempt(message("https://none.example/"), failsBy("ESERVFAIL"), never);
  assert.equal(unresolved.failure, "The connection failed (ESERVFAIL).");
});

const failsBy = (code: string) => ({
  allowsLoopback: false,
  resolve: () => Promise.reject(Object.assign(new Error("x"), { code })),
});

test("an attempt says the same of a name that does not exist and of one in a private network", async () => {
  const inside = await attempt(message("https://db.corp.example/"), leadsTo("10.0.0.1"), never);
  for (const code of ["ENOTFOUND", "ENODATA"]) {
    const unknown = await attempt(message("https://none.example/"), failsBy(code), never);
    assert.equal(unknown.failure, inside.failure);
  }
});
