import assert from "node:assert/strict";
import { test } from "node:test";
import { denoRunFlags as mcpAsks } from "../mcp/permissions.ts";
import type { Plan } from "../cli/stack/process-plan.ts";
import { apiFlags, mcpFlags } from "../cli/stack/permissions.ts";
import { apiFiles } from "../src/config.ts";
import { denoRunFlags as apiAsks } from "../src/permissions.ts";

test("the start gives the MCP process exactly what it asks for", () => {
  for (const yahooUrl of [undefined, "http://127.0.0.1:5002/yahoo"]) {
    for (const port of [undefined, 9466]) {
      const metrics = port === undefined ? null : { host: "127.0.0.1", port, token: null };
      const asked = mcpAsks({ host: "127.0.0.1", port: 5001, yahooUrl, metrics });
      assert.deepEqual(mcpFlags(5001, yahooUrl, port), asked);
    }
  }
});

test("the start gives an API process exactly what it asks for", () => {
  for (const host of ["127.0.0.1", "db.internal"]) {
    const databaseUrl = `postgres://u:p@${host}:5433/t`;
    const temporal = `${host}:7233`;
    const plan = {
      config: { host: "127.0.0.1", pricesFile: "/home/of, it/prices.json" },
      home: "/home/of, it",
      env: {},
      ports: { "api-2": 4001, "metrics-api-2": 9464 },
      urls: { databases: { api: databaseUrl }, temporal },
    } as unknown as Plan;
    const asked = apiAsks({
      host: "127.0.0.1",
      port: 4001,
      temporal: { address: temporal },
      databaseUrl,
      databasePoolUrl: null,
      metrics: { host: "127.0.0.1", port: 9464 },
      startFile: "/home/of, it/run.json",
      pricesFile: "/home/of, it/prices.json",
    });
    assert.deepEqual(apiFlags(plan, "api-2"), asked);
  }
});

test("with servers elsewhere, both let it read the same certificates and no other file", () => {
  const env = {
    TEMPORAL_ADDRESS: "temporal.example:7233",
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/certs/temporal.pem",
    TEMPORAL_API_KEY_FILE: "/secrets/key",
  };
  const databaseUrl =
    "postgres://u:p@db.example:5432/t?sslmode=verify-full&sslrootcert=%2Fcerts%2Fdb.pem";
  const plan = {
    config: { host: "127.0.0.1" },
    home: "/home",
    env,
    ports: { api: 4001 },
    urls: { databases: { api: databaseUrl }, temporal: env.TEMPORAL_ADDRESS },
  } as unknown as Plan;
  const asked = apiAsks({
    host: "127.0.0.1",
    port: 4001,
    temporal: { address: env.TEMPORAL_ADDRESS },
    databaseUrl,
    databasePoolUrl: null,
    startFile: "/home/run.json",
    files: apiFiles(env),
  });
  const files = (flags: string[]) =>
    flags.find((flag) => flag.startsWith("--allow-read="))?.slice("--allow-read=".length)
      .split(",").filter((path) => !path.includes("/validation/")).toSorted();
  const certificates = ["/certs/db.pem", "/certs/temporal.pem", "/home/run.json", "/secrets/key"];
  assert.deepEqual(files(apiFlags(plan, "api")), certificates);
  assert.deepEqual(files(asked), certificates);
});
