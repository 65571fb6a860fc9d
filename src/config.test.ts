import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError } from "../protocol/config/read-config.ts";
import { loadApiConfig } from "./config.ts";

const least = {
  DATABASE_URL: "postgres://u:p@127.0.0.1:5432/tramontane",
  TEMPORAL_ADDRESS: "127.0.0.1:7233",
  MODEL_PROVIDER: "emulator",
};

test("an unset variable has its default", () => {
  const config = loadApiConfig(least);
  assert.equal(config.port, 4000);
  assert.equal(config.host, "127.0.0.1");
  assert.equal(config.taskQueue, "tramontane");
  assert.equal(config.provider, "emulator");
  assert.equal(config.sampleMarketData, true);
});

test("a template of trace links contains the trace's place and is a web address", () => {
  const of = (TRACE_URL_TEMPLATE: string) =>
    loadApiConfig({ ...least, TRACE_URL_TEMPLATE }).traceUrlTemplate;
  assert.equal(of(""), null);
  assert.equal(of("https://g.example/{traceId}"), "https://g.example/{traceId}");
  for (const bad of ["https://g.example/", "javascript:x{traceId}", "{traceId}"]) {
    assert.throws(() => of(bad), /TRACE_URL_TEMPLATE/);
  }
});

test("a template of workflow links contains the workflow's place and is a web address", () => {
  const of = (WORKFLOW_URL_TEMPLATE: string) =>
    loadApiConfig({ ...least, WORKFLOW_URL_TEMPLATE }).workflowUrlTemplate;
  assert.equal(of("https://t.example/{workflowId}"), "https://t.example/{workflowId}");
  assert.equal(of(""), null);
  for (const bad of ["https://t.example/", "{workflowId}", "https://t.example/{traceId}"]) {
    assert.throws(() => of(bad), /WORKFLOW_URL_TEMPLATE/);
  }
});

test("all faults are reported at once", () => {
  const env = { PORT: "x", HOST: "0.0.0.0", TEMPORAL_ADDRESS: "http://x", MARKET_DATA: "fake" };
  assert.throws(() => loadApiConfig(env), (error: unknown) => {
    assert.ok(error instanceof ConfigError);
    const names = error.faults.map((fault) => fault.split(" ")[0]);
    assert.deepEqual(names, [
      ...["PORT", "DATABASE_URL", "TEMPORAL_ADDRESS", "MODEL_PROVIDER", "MARKET_DATA", "HOST"],
    ]);
    return true;
  });
});

test("a fault never shows the database's password", () => {
  const env = { ...least, DATABASE_URL: "mysql://u:hunter2@h/db" };
  assert.throws(() => loadApiConfig(env), (error: Error) => !error.message.includes("hunter2"));
});

test("a pooler is used where one is named, and its URL is checked like the database's", () => {
  assert.equal(loadApiConfig(least).databasePoolUrl, null);
  const pool = "postgres://u:p@pooler:6432/d";
  assert.equal(
    loadApiConfig({ ...least, DATABASE_POOL_URL: pool }).databasePoolUrl,
    pool,
  );
  assert.throws(
    () => loadApiConfig({ ...least, DATABASE_POOL_URL: "pooler" }),
    /DATABASE_POOL_URL/,
  );
});

test("any address may be bound where the network is declared trusted", () => {
  const shared = { ...least, HOST: "0.0.0.0", ALLOWED_HOSTS: "API.example.com, api:4000" };
  assert.throws(() => loadApiConfig(shared), /HOST .* set AUTH=keys or AUTH_CONFIG/);
  const config = loadApiConfig({ ...shared, TRUSTED_NETWORK: "true" });
  assert.equal(config.host, "0.0.0.0");
  assert.deepEqual(config.allowedHosts, ["api.example.com", "api:4000"]);
});

test("an allowed host is a host, not a URL or a pattern", () => {
  for (const name of ["https://api.example.com", "*.example.com", "a b"]) {
    assert.throws(() => loadApiConfig({ ...least, ALLOWED_HOSTS: name }), /ALLOWED_HOSTS is/);
  }
});

test("the URL of the database may come from a file", () => {
  const { DATABASE_URL: url, ...rest } = least;
  const config = loadApiConfig(
    { ...rest, DATABASE_URL_FILE: "/run/secrets/url" },
    () => `${url}\n`,
  );
  assert.equal(config.databaseUrl, url);
});

test("a database URL that cannot be parsed is a fault without its password; one with several hosts is valid", () => {
  for (const url of ["postgres://u:hunter2/x@h/db", "postgres://u:hunter2@h:99999/db"]) {
    assert.throws(() => loadApiConfig({ ...least, DATABASE_URL: url }), (error: Error) => {
      assert.match(error.message, /DATABASE_URL has an invalid value/);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  }
  const several = "postgres://u:p@a:5433,b:5434/db";
  assert.equal(loadApiConfig({ ...least, DATABASE_URL: several }).databaseUrl, several);
});
