import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags } from "./permissions.ts";

const readsThread = /^--allow-read=[^,]*\/validation\/thread.ts$/;

test("the process reaches its own port, Temporal and PostgreSQL alone", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporal: { address: "127.0.0.1:7233" },
    databaseUrl: "postgres://u:p@db.internal/tramontane",
    databasePoolUrl: "postgres://u:p@pooler/d",
    startFile: null,
  });
  assert.ok(
    flags.includes("--allow-net=127.0.0.1:4000,127.0.0.1:7233,db.internal:5432,pooler:5432"),
  );
  assert.ok(!flags.some((flag) => /allow-(all|run|write|ffi)/.test(flag)));
  assert.match(flags.find((flag) => flag.startsWith("--allow-read")) ?? "", readsThread);
});

test("a Temporal that has a name is looked up, and reached at its port on any address", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporal: { address: "temporal:7233" },
    databaseUrl: "postgres://u:p@postgres:5433/tramontane",
    databasePoolUrl: null,
    startFile: null,
  });
  const net = "--allow-net=127.0.0.1:4000,temporal,0.0.0.0/0:7233,postgres:5433";
  assert.ok(flags.includes(net));
});

test("it reads the files of its secrets and no other", () => {
  const flags = denoRunFlags({
    host: "0.0.0.0",
    port: 4000,
    temporal: { address: "temporal:7233" },
    databaseUrl: "postgres://u:p@postgres:5432/tramontane",
    databasePoolUrl: null,
    startFile: null,
    files: ["/run/secrets/url"],
  });
  const read = flags.find((flag) => flag.startsWith("--allow-read"));
  assert.match(read ?? "", /^--allow-read=[^,]*\/validation\/thread.ts,\/run\/secrets\/url$/);
});
