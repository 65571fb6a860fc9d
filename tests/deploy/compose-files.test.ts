import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { loadApiConfig } from "../../src/config.ts";
import { loadCompose, mounts } from "../support/compose.ts";

const serversOf = (url: string) => ({
  DATABASE_URL: url.trim(),
  TEMPORAL_ADDRESS: "temporal:7233",
  MODEL_PROVIDER: "emulator",
});
const files = `${repositoryRoot}/deploy/compose`;

test("secrets are created once, where the compose file expects them, and do not change", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-secrets-" });
  try {
    const { services } = await loadCompose();
    const { secrets } = services;
    assert.ok(secrets);
    for (const { target } of mounts(secrets)) await Deno.mkdir(`${folder}/${target.split("/")[2]}`);
    const make = (env = {}) => runCommand("sh", [`${files}/make-secrets.sh`, folder], { env });
    const read = (path: string) => Deno.readTextFile(`${folder}/${path}`);
    await make();
    const token = await read("tools/mcp-token");
    assert.match(token, /^[0-9a-f]{48}\n$/);
    assert.notEqual(token, await read("sandbox/control-token"));
    const roles = await Deno.readTextFile(`${files}/postgres-roles.sh`);
    for (const [whose, file] of [["owner", "tramontane"], ["api", "api"], ["worker", "worker"]]) {
      const { username, password } = new URL((await read(`database-${whose}/url`)).trim());
      assert.equal(password, (await read(`postgres/${file}`)).trim());
      assert.ok(roles.includes(`create role ${username} login password '$(cat $secrets/${file})'`));
    }
    const keys = { AUTH: "keys", AUTH_SECRET: (await read("auth/secret")).trim() };
    const env = { ...keys, SESSION_KEY: await read("auth/session-key") };
    assert.ok(loadApiConfig({ ...env, ...serversOf(await read("database-api/url")) }).sessionKey);
    assert.equal(await read("temporal/password"), await read("postgres/temporal"));
    assert.match(await make({ KEY_IS_SET: "yes" }), /the EMULATOR answers/);
    assert.equal(await read("tools/mcp-token"), token);
    for (const one of Object.values(services)) {
      for (const [key, value] of Object.entries(one.environment ?? {})) {
        if (key.endsWith("_FILE")) await read(value.replace("/run/secrets/", ""));
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

test("shell scripts parse and are executable", async () => {
  const scripts = [
    "make-secrets.sh",
    "postgres-roles.sh",
    "temporal/schema.sh",
    "temporal/namespace.sh",
  ];
  for (const path of [...scripts.map((name) => `${files}/${name}`), `${files}/../image/entry.sh`]) {
    await runCommand("sh", ["-n", path]);
    assert.ok(((await Deno.stat(path)).mode ?? 0) & 0o100, path);
  }
});

test("Temporal's configuration reads secrets from the environment and has no HTTP API", async () => {
  const text = await Deno.readTextFile(`${files}/temporal/tramontane.yaml`);
  assert.match(text.slice(0, 1_000), /^# enable-template/);
  const { persistence, services } = parse(text);
  for (const { sql } of Object.values<{ sql: { password: string } }>(persistence.datastores)) {
    assert.equal(sql.password, "{{ env `POSTGRES_PWD` }}");
  }
  assert.equal(services.frontend.rpc.httpPort, undefined);
  const inside = Object.entries<{ rpc: { bindOnIP: string } }>(services).filter(([, { rpc }]) =>
    rpc.bindOnIP === "127.0.0.1"
  );
  assert.deepEqual(inside.map(([name]) => name), ["matching", "history", "worker"]);
});
