import assert from "node:assert/strict";
import { before, test } from "node:test";
import { loadCompose } from "../support/compose.ts";
import { composition } from "./composition.ts";

before(() => composition.up());

const { services } = await loadCompose();
const lasting = Object.entries(services).filter(([, { profiles, healthcheck }]) =>
  !profiles && healthcheck
);

/** A program for each image that opens a TCP connection: exits with 0 when it is there. */
const connect = (service: string, host: string, port: number): string[] => {
  if (service === "postgres" || service === "temporal") {
    return ["nc", "-z", "-w", "3", host, `${port}`];
  }
  if (service === "api" || service === "mcp") {
    const code =
      `const c = await Promise.race([Deno.connect({ hostname: "${host}", port: ${port} }),
      new Promise((_, no) => setTimeout(() => no(new Error("late")), 3000))]); c.close();`;
    return ["deno", "eval", "--no-config", code];
  }
  const code = `const s = require("node:net").connect(${port}, "${host}");
    s.setTimeout(3000, () => process.exit(1)); s.on("error", () => process.exit(1));
    s.on("connect", () => process.exit(0));`;
  return ["node", "-e", code];
};

const reaches = (service: string, host: string, port: number) =>
  composition.exec(service, ...connect(service, host, port)).then(() => true, () => false);

const ports: Record<string, number> = {
  postgres: 5432,
  temporal: 7233,
  sandbox: 4030,
  mcp: 4010,
  worker: 4020,
  api: 4000,
};
/** The worker's own page of readiness is for its container alone. */
const onLoopback = "worker";

/** Addresses of a service, on all of its networks: a name of another network does not resolve. */
async function addressesOf(service: string): Promise<string[]> {
  const { NetworkSettings } = await composition.inspect(service);
  return Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
}

for (const [service, { networks = [] }] of lasting) {
  test(`${service} reaches the services of its networks, at none of their addresses another one`, async () => {
    const found: string[] = [];
    const others = Object.entries(ports).filter(([other]) => other !== service);
    for (const [other, port] of others) {
      const tries = (await addressesOf(other)).map((host) => reaches(service, host, port));
      if ((await Promise.all(tries)).includes(true)) found.push(other);
    }
    const expected = others.map(([other]) => other).filter((other) =>
      other !== onLoopback && services[other]?.networks?.some((one) => networks.includes(one))
    );
    assert.deepEqual(found, expected);
  });
}

test("only worker and MCP servers have a way out", async (t) => {
  const [, host = ""] = /^nameserver (\d\S+)/m.exec(await Deno.readTextFile("/etc/resolv.conf")) ??
    [];
  if (!await reaches("worker", host, 53)) {
    return t.skip(`${host}:53, the address outside that this test asks, does not answer`);
  }
  for (const [service, { networks = [] }] of lasting) {
    assert.equal(await reaches(service, host, 53), networks.includes("egress"), service);
  }
});

test("each container runs read-only, as an ordinary user, without capabilities or new privileges", async () => {
  for (const [service, { user }] of lasting) {
    const { Config, HostConfig } = await composition.inspect(service);
    assert.equal(Config.User, user, service);
    assert.equal(HostConfig.ReadonlyRootfs, true, service);
    assert.deepEqual(HostConfig.CapDrop, ["ALL"], service);
    assert.deepEqual(HostConfig.SecurityOpt, ["no-new-privileges:true"], service);
    assert.equal(HostConfig.Init, true, service);
    assert.equal(HostConfig.PidsLimit, 512, service);
    const status = await composition.exec(service, "cat", "/proc/1/status");
    assert.match(status, /^CapEff:\s+0+$/m, service);
    assert.match(status, /^NoNewPrivs:\s+1$/m, service);
    const [, uid] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
    assert.equal(uid, user?.split(":")[0], service);
    const write = composition.exec(service, "sh", "-c", "echo x >/written || echo x >/app/written");
    await assert.rejects(write, /Read-only file system/, service);
    await composition.exec(service, "sh", "-c", "echo x >/tmp/written && rm /tmp/written");
  }
});

test("no secret is in what `docker inspect` shows of containers and images", async () => {
  const secrets = await composition.secrets();
  assert.ok(secrets.length >= 10);
  for (const { ID, Service } of await composition.containers()) {
    const said = await composition.docker.run("inspect", ID);
    for (const [name, secret] of secrets) assert.ok(!said.includes(secret), `${Service}: ${name}`);
  }
});
