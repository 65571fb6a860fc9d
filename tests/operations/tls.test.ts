// PostgreSQL and Temporal that are not on this machine: by TLS, verified, with a client's certificate and a key. Both are
// the real servers; what speaks TLS for Temporal, whose dev server does not, is tests/support/tls-temporal.mjs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadStartConfig } from "../../cli/config/config.ts";
import { temporalProbe } from "../../cli/stack/supervise/probes.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { connect, migrateAt } from "../../store/mod.ts";
import { endOf, readUntil } from "../support/api.ts";
import { registerAnalyst, startTestStack } from "../support/test-stack.ts";
import { startTlsServers, type TlsServers } from "../support/tls-servers.ts";

let servers: TlsServers;
before(async () => {
  servers = await startTlsServers();
});
after(() => servers[Symbol.asyncDispose]());

const pem = (name: string) => `${servers.certificates}/${name}`;

/** The variables that reach Temporal. */
const temporal = () => ({
  TEMPORAL_ADDRESS: servers.temporalAddress,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: pem("ca.pem"),
  TEMPORAL_TLS_CLIENT_CERT_PATH: pem("client.pem"),
  TEMPORAL_TLS_CLIENT_KEY_PATH: pem("client.key"),
  TEMPORAL_API_KEY: servers.apiKey,
});

/** Each lacks one thing. */
const wrongTemporals = () => ({
  "another authority": { TEMPORAL_TLS_SERVER_CA_CERT_PATH: pem("other.pem") },
  "another name": { TEMPORAL_TLS_SERVER_NAME: "temporal.example" },
  "no authority": { TEMPORAL_TLS_SERVER_CA_CERT_PATH: "" },
  "no certificate": { TEMPORAL_TLS_CLIENT_CERT_PATH: "", TEMPORAL_TLS_CLIENT_KEY_PATH: "" },
  "another key": { TEMPORAL_API_KEY: "another" },
});

test("the whole product works over TLS: migrations, LISTEN, API, worker, pooled and direct connections", async () => {
  const verified = (url: string) => `${url}?sslmode=verify-full`;
  const databaseUrl = verified(servers.databaseUrl);
  const env = {
    ...temporal(),
    DATABASE_URL: verified(servers.roleUrls.api),
    MIGRATION_DATABASE_URL: databaseUrl,
    PGSSLROOTCERT: pem("ca.pem"),
  };
  const worker = `${verified(servers.roleUrls.worker)}&sslrootcert=${pem("ca.pem")}`;
  const workerEnv = { LEASE_MS: "5000", DATABASE_URL: worker };
  await using t = await startTestStack({ workerEnv }, env);
  const id = await t.api.start(await registerAnalyst(t));
  const { turn } = await t.api.send(id, "Hello.");
  await readUntil(t.api.follow(id), endOf(turn.id));
  const sql = connect(`${databaseUrl}&sslrootcert=${pem("ca.pem")}`, { name: "test", max: 1 });
  const plain = await sql`
    select distinct application_name from pg_stat_activity join pg_stat_ssl using (pid)
    where application_name like 'tramontane-%' and not ssl`;
  const safe = await sql`
    select distinct application_name as name from pg_stat_activity join pg_stat_ssl using (pid)
    where application_name like 'tramontane-%'`;
  await sql.end({ timeout: 1 });
  assert.deepEqual([...plain], []);
  for (const name of ["tramontane-api", "tramontane-worker", "tramontane-log-listen"]) {
    assert.ok(safe.some((s) => s.name === name), `${name} among ${safe.map((s) => s.name)}`);
  }
  assert.equal(servers.unauthorized(), 0, "each call of API and worker showed the key");
});

test("a PostgreSQL with another certificate is refused in the modes that verify certificates, and only there", async () => {
  const byNumber = servers.databaseUrl.replace("localhost", "127.0.0.1");
  const outcome = async (url: string, query: string) => {
    const sql = connect(`${url}?${query}`, { name: "test", max: 1 });
    const [row] = await sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`
      .catch(() => [{ ssl: "refused" }]);
    await sql.end({ timeout: 0 });
    return row?.ssl;
  };
  const ca = `sslrootcert=${pem("ca.pem")}`;
  const other = `sslrootcert=${pem("other.pem")}`;
  const table = [
    [servers.databaseUrl, "sslmode=disable", false],
    [servers.databaseUrl, "sslmode=require", true],
    [servers.databaseUrl, `sslmode=verify-full&${ca}`, true],
    [servers.databaseUrl, `sslmode=verify-full&${other}`, "refused"],
    [servers.databaseUrl, "sslmode=verify-full", "refused"],
    [servers.databaseUrl, `sslmode=require&${other}`, "refused"],
    [byNumber, `sslmode=verify-full&${ca}`, "refused"],
    [byNumber, `sslmode=verify-ca&${ca}`, true],
    [byNumber, `sslmode=verify-ca&${other}`, "refused"],
  ] as const;
  for (const [url, query, expected] of table) {
    assert.equal(await outcome(url, query), expected, `${new URL(url).hostname} ${query}`);
  }
  await assert.rejects(migrateAt(`${byNumber}?sslmode=verify-full&${ca}`), /altnames/);
});

test("both clients refuse a Temporal with another certificate, and Temporal refuses clients without theirs", async () => {
  const wrong = wrongTemporals();
  const probe = (env: object) => {
    const all = { ...temporal(), ...env };
    const { temporalConnection } = loadStartConfig(all, repositoryRoot);
    if (!temporalConnection) throw new Error("no Temporal elsewhere");
    const signal = AbortSignal.timeout(10_000);
    return temporalProbe(temporalConnection)(signal).then(() => "ok", () => "refused");
  };
  const [right, ...others] = await Promise.all([{}, ...Object.values(wrong)].map(probe));
  assert.equal(right, "ok");
  assert.deepEqual(others, others.map(() => "refused"), Object.keys(wrong).join());
  const worker = [{}, ...Object.values(wrong)].map((env) => ({ ...temporal(), ...env }));
  const { stdout } = await new Deno.Command((await ownNode()).path, {
    args: ["--import", "tsx", "tests/support/native-probe.ts", JSON.stringify(worker)],
    cwd: repositoryRoot,
  }).output();
  const words = new TextDecoder().decode(stdout).trim().split("\n");
  assert.deepEqual(words, ["ok", ...Object.keys(wrong).map(() => "refused")]);
});
