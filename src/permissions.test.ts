import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags } from "./permissions.ts";

const readsThread = /^--allow-read=[^,]*\/validation\/thread.ts$/;

test("the process reaches only its own port, Temporal and PostgreSQL", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporal: { address: "127.0.0.1:7233" },
    databaseUrl: "postgres://u:p@db.internal/tramontane",
    databasePoolUrl: "postgres://u:p@pooler/d",
    metrics: null,
    auth: { issuers: [] },
  }, {});
  assert.ok(
    flags.includes("--allow-net=127.0.0.1:4000,127.0.0.1:7233,db.internal:5432,pooler:5432"),
  );
  assert.ok(!flags.some((flag) => /allow-(all|run|write|ffi)/.test(flag)));
  assert.match(flags.find((flag) => flag.startsWith("--allow-read")) ?? "", readsThread);
});

test("a Temporal with a name is resolved, and reached at its port on any address", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporal: { address: "temporal:7233" },
    databaseUrl: "postgres://u:p@postgres:5433/tramontane",
    databasePoolUrl: null,
    metrics: null,
    auth: { issuers: [] },
  }, {});
  const net = "--allow-net=127.0.0.1:4000,temporal,0.0.0.0/0:7233,postgres:5433";
  assert.ok(flags.includes(net));
});

test("the process reads the files of its secrets and no others", () => {
  const flags = denoRunFlags({
    host: "0.0.0.0",
    port: 4000,
    temporal: { address: "temporal:7233" },
    databaseUrl: "postgres://u:p@postgres:5432/tramontane",
    databasePoolUrl: null,
    metrics: null,
    auth: { issuers: [] },
  }, { DATABASE_URL_FILE: "/run/secrets/url" });
  const read = flags.find((flag) => flag.startsWith("--allow-read"));
  assert.match(read ?? "", /^--allow-read=[^,]*\/validation\/thread.ts,\/run\/secrets\/url$/);
});

test("with external servers it reads their certificates and secrets, the files of its configuration, and no others", () => {
  const env = {
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/certs/temporal.pem",
    TEMPORAL_API_KEY_FILE: "/secrets/key",
    START_FILE: "/home/of, it/run.json",
    MODEL_PRICES: "/home/prices.json",
  };
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4001,
    temporal: { address: "temporal.example:7233" },
    databaseUrl:
      "postgres://u:p@db.example:5432/t?sslmode=verify-full&sslrootcert=%2Fcerts%2Fdb.pem",
    databasePoolUrl: null,
    metrics: { host: "127.0.0.1", port: 9464 },
    auth: { issuers: [] },
  }, env);
  const [, read = ""] = flags.find((flag) => flag.startsWith("--allow-read"))?.split("=") ?? [];
  const files = read.split(/(?<!,),(?!,)/).filter((path) => !path.includes("/validation/"));
  assert.deepEqual(files.toSorted(), [
    ...["/certs/db.pem", "/certs/temporal.pem"],
    ...["/home/of,, it/run.json", "/home/prices.json", "/secrets/key"],
  ]);
  assert.match(flags.join(" "), /--allow-net=127\.0\.0\.1:4001,127\.0\.0\.1:9464,/);
});

test("each host of a database URL is reached at its port", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporal: { address: "127.0.0.1:7233" },
    databaseUrl: "postgres://u:p@a:5433,b,[::1]:5434/d",
    databasePoolUrl: null,
    metrics: null,
    auth: { issuers: [] },
  }, {});
  assert.ok(flags.includes("--allow-net=127.0.0.1:4000,127.0.0.1:7233,a:5433,b:5432,[::1]:5434"));
});

test("the hosts of issuers are reached, and those of their keys where they are named", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporal: { address: "127.0.0.1:7233" },
    databaseUrl: "postgres://u:p@db/d",
    databasePoolUrl: null,
    metrics: null,
    auth: {
      issuers: [
        { issuer: "https://id.example.com/realms/a", jwksUri: null },
        { issuer: "https://id.example.com/realms/b", jwksUri: null },
        { issuer: "https://other.example", jwksUri: "https://keys.example:8443/jwks" },
      ],
    },
  }, {});
  const net =
    "--allow-net=127.0.0.1:4000,127.0.0.1:7233,db:5432,id.example.com:443,keys.example:8443";
  assert.ok(flags.includes(net));
});
