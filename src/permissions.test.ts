import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags } from "./permissions.ts";

test("the process reaches its own port, Temporal and PostgreSQL alone", () => {
  const flags = denoRunFlags({
    host: "127.0.0.1",
    port: 4000,
    temporalAddress: "127.0.0.1:7233",
    databaseUrl: "postgres://u:p@db.internal/tramontane",
    databasePoolUrl: "postgres://u:p@pooler/d",
    startFile: null,
  });
  assert.ok(
    flags.includes("--allow-net=127.0.0.1:4000,127.0.0.1:7233,db.internal:5432,pooler:5432"),
  );
  assert.ok(!flags.some((flag) => /allow-(all|run|read|write|ffi)/.test(flag)));
});
