import assert from "node:assert/strict";
import { test } from "node:test";
import { readTenants, serversFilesIn } from "./tenant-config.ts";

const path = "/etc/tramontane/tenants.yaml";
const files: Record<string, string> = {
  "/etc/tramontane/acme.key": "k3y-of-acme\n",
  "/run/secrets/globex": "k3y-of-globex",
  "/etc/tramontane/empty.key": "\n",
  "/etc/tramontane/two.key": "k3y\nand another",
  "/etc/tramontane/servers.json": JSON.stringify({
    servers: [{ name: "crm", url: "https://crm.example.com/mcp", bearer: "${CRM_TOKEN}" }],
  }),
  "/etc/tramontane/bad.json": JSON.stringify({
    servers: [{ name: "crm", url: "http://10.0.0.7/mcp" }, { name: "erp", url: "${ERP_URL}" }],
  }),
};

function reading(tenants: string) {
  const faults: string[] = [];
  const read = (name: string) => {
    const text = name === path ? tenants : files[name];
    if (text === undefined) throw new Error("ENOENT");
    return text;
  };
  const env = { CRM_TOKEN: "t0ken" };
  const found = readTenants(path, { env, read, fault: (text) => void faults.push(text) });
  return { found, faults, listed: serversFilesIn(path, read) };
}

test("a tenant has a key file, an address and servers of its own, or some of them; paths start at the file's folder", () => {
  const { found, faults, listed } = reading(`tenants:
  acme: { providerKeyFile: acme.key, servers: servers.json }
  globex: { providerKeyFile: /run/secrets/globex, providerUrl: https://eu.example.com }
`);
  assert.deepEqual(faults, []);
  assert.deepEqual(found.map(({ tenant, account }) => ({ tenant, account })), [
    { tenant: "acme", account: { keyFile: "/etc/tramontane/acme.key", serverUrl: null } },
    {
      tenant: "globex",
      account: { keyFile: "/run/secrets/globex", serverUrl: "https://eu.example.com/" },
    },
  ]);
  const [acme, globex] = found;
  assert.deepEqual(acme?.servers?.map(({ name, bearer }) => [name, bearer]), [["crm", "t0ken"]]);
  assert.equal(globex?.servers, null);
  assert.deepEqual(listed, ["/etc/tramontane/servers.json"]);
});

test("all faults are reported together, with the file and the place in it, and no secret", () => {
  const { faults } = reading(`
other: 1
tenants:
  ../x: { servers: bad.json }
  acme: { providerKeyFile: empty.key, apiKey: k3y-in-clear }
  beta: { providerKeyFile: two.key }
  delta: { providerKeyFile: absent.key, servers: absent.json }
  gamma: { providerUrl: https://user:pass@example.com }
  omega:
`);
  const expected = [
    /^\/etc\/tramontane\/tenants\.yaml has other, which is unknown/,
    /^tenants\.\.\.\/x of \/etc\/tramontane\/tenants\.yaml is no name of a tenant/,
    /^tenants\.\.\.\/x\.servers of .*bad\.json: line 1: crm: /,
    /bad\.json: line 1: erp: ERP_URL is not set/,
    /^tenants\.acme\.apiKey of .* is unknown; set one of providerKeyFile, providerUrl, servers/,
    /^tenants\.acme\.providerKeyFile of .*empty\.key, which has no key/,
    /^tenants\.beta\.providerKeyFile of .*two\.key, which has no key/,
    /^tenants\.delta\.providerKeyFile of .*absent\.key, which cannot be read/,
    /^tenants\.delta\.servers of .*absent\.json, which cannot be read/,
    /^tenants\.gamma\.providerUrl of .* without user and query/,
    /^tenants\.gamma\.providerUrl of .* is set without providerKeyFile/,
    /^tenants\.omega of .* is empty/,
  ];
  const text = faults.join("\n");
  for (const one of expected) assert.ok(faults.some((fault) => one.test(fault)), `${one}\n${text}`);
  assert.doesNotMatch(text, /k3y|pass@|t0ken/);
});

test("a file that is absent, no YAML or without tenants is one fault, and the message quotes none of it", () => {
  assert.match(reading("tenants: [k3y: {").faults.join(), /^TENANT_CONFIG names .* is not YAML/);
  assert.match(reading("tenants: []").faults.join(), /has no map `tenants`/);
  assert.doesNotMatch(reading("tenants: [k3y: {").faults.join(), /k3y/);
  const fault: string[] = [];
  readTenants("/absent", {
    env: {},
    read: () => assert.fail("ENOENT"),
    fault: (text) => void fault.push(text),
  });
  assert.match(fault.join(), /^TENANT_CONFIG names \/absent, which cannot be read/);
});

test("a tenant may be named before it exists, and more than a thousand are too many", () => {
  const line = (n: number) => `  tenant-${n}: { providerKeyFile: acme.key }\n`;
  const many = (count: number) =>
    `tenants:\n${Array.from({ length: count }, (_, n) => line(n)).join("")}`;
  assert.deepEqual(reading(many(1_000)).faults, []);
  assert.match(reading(many(1_001)).faults.join(), /names more than 1000 tenants/);
});
