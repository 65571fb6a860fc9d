import assert from "node:assert/strict";
import { test } from "node:test";
import { filesOf } from "../../protocol/config/field.ts";
import { databaseFilePaths, splitDatabaseTls } from "../../protocol/config/database-tls.ts";
import { temporalFields } from "../../protocol/temporal/temporal-connection.ts";
import { ConfigError, type Env, loadStartConfig } from "./config.ts";
import { temporalTlsOf } from "./external-servers.ts";
import { childEnvironment } from "../stack/child-environment.ts";

const read = (path: string) => path === "/repo/key" ? "k-1\n" : "-----BEGIN CERTIFICATE-----";
const load = (env: Env) => loadStartConfig(env, "/repo", read);
const url = "postgres://u:p@db.example:5432/t";
const there = { TEMPORAL_ADDRESS: "temporal.example:7233" };

function faultsOf(env: Env): string {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.join("\n");
    throw error;
  }
  return "";
}

test("relative paths start from the root of the repository, for the start, its processes and their permissions", () => {
  const env = {
    ...there,
    DATABASE_URL: url,
    PGSSLROOTCERT: "certs/db.pem",
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: "certs/temporal.pem",
    TEMPORAL_API_KEY_FILE: "key",
  };
  const { databaseUrl = "", temporalConnection } = load(env);
  assert.equal(splitDatabaseTls(databaseUrl).tls.rootCert, "/repo/certs/db.pem");
  assert.equal(temporalConnection?.apiKey, "k-1");
  assert.deepEqual(temporalTlsOf(env, "/repo"), {
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/repo/certs/temporal.pem",
    TEMPORAL_API_KEY_FILE: "/repo/key",
  });
  const temporalFiles = filesOf(temporalFields, temporalTlsOf(env, "/repo"));
  assert.deepEqual([...temporalFiles, ...databaseFilePaths(databaseUrl)], [
    "/repo/certs/temporal.pem",
    "/repo/key",
    "/repo/certs/db.pem",
  ]);
});

test("variables of the shell for external servers do not affect embedded ones", () => {
  const env = { PGSSLMODE: "verify-full", PGSSLROOTCERT: "/ca", TEMPORAL_NAMESPACE: "n" };
  assert.equal(load(env).databaseUrl, undefined);
  const named = ["PGSSLMODE", "TEMPORAL_TLS", "TEMPORAL_API_KEY", "LOG_LEVEL"];
  const child = childEnvironment({ ...env, TEMPORAL_TLS: "true", LOG_LEVEL: "debug" }, named);
  assert.deepEqual([child.PGSSLMODE, child.TEMPORAL_TLS, child.LOG_LEVEL], [
    undefined,
    undefined,
    "debug",
  ]);
  assert.deepEqual(temporalTlsOf({ TEMPORAL_TLS: "true" }, "/repo"), {});
});

test("faults of external servers are reported with the others: TLS settings without a server, and a server that would be reached without TLS", () => {
  assert.match(faultsOf({ TEMPORAL_API_KEY: "k" }), /TEMPORAL_API_KEY is set without/);
  assert.match(
    faultsOf({ ...there, TEMPORAL_TLS: "maybe", PORT: "x" }),
    /PORT[\s\S]*TEMPORAL_TLS is "maybe"/,
  );
  assert.match(
    faultsOf({ DATABASE_URL: `${url}?sslmode=require`, TEMPORAL_SERVER: "postgres" }),
    /TEMPORAL_SERVER=postgres reaches DATABASE_URL without TLS/,
  );
  assert.doesNotMatch(faultsOf({ DATABASE_URL: `${url}?sslmode=some` }), /u:p/);
});
