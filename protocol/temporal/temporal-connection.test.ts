import assert from "node:assert/strict";
import { test } from "node:test";
import { filesOf } from "../config/field.ts";
import { readFields } from "../config/read-config.ts";
import { readTemporalConnection, temporalFields } from "./temporal-connection.ts";

const pem = "-----BEGIN CERTIFICATE-----\n";
const files: Record<string, string> = { "/ca": pem, "/crt": pem, "/key": pem, "/text": "no pem" };

function read(env: Record<string, string>) {
  const faults: string[] = [];
  const file = (path: string) => {
    if (files[path] === undefined) throw new Error(`no ${path}`);
    return files[path];
  };
  const all = { TEMPORAL_ADDRESS: "h:7233", ...env };
  const fault = (text: string) => void faults.push(text);
  const values = readFields(temporalFields, all, fault);
  return { faults, ...readTemporalConnection(values, { read: file, fault }) };
}

test("without TLS variables the connection is not encrypted; with any of them, or a key, it is", () => {
  assert.equal(read({}).tls, null);
  assert.equal(read({ TEMPORAL_TLS: "false" }).tls, null);
  const wanted: Record<string, string>[] = [
    { TEMPORAL_TLS: "true" },
    { TEMPORAL_API_KEY: "k" },
    { TEMPORAL_TLS_SERVER_NAME: "n" },
    { TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/ca" },
  ];
  for (const env of wanted) {
    const { tls, faults } = read(env);
    assert.deepEqual([tls !== null, faults], [true, []], JSON.stringify(env));
  }
});

test("files are read from their paths, and are part of a process's permissions", () => {
  const env = {
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/ca",
    TEMPORAL_TLS_CLIENT_CERT_PATH: "/crt",
    TEMPORAL_TLS_CLIENT_KEY_PATH: "/key",
  };
  const { tls, faults } = read(env);
  assert.deepEqual(faults, []);
  assert.equal(new TextDecoder().decode(tls?.clientCertPair?.key), pem);
  assert.deepEqual(filesOf(temporalFields, env), ["/ca", "/crt", "/key"]);
});

for (
  const [what, env, fault] of [
    ["half a pair", { TEMPORAL_TLS_CLIENT_CERT_PATH: "/crt" }, /belong together/],
    ["a missing file", { TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/no" }, /\/no, which cannot be read/],
    ["no PEM", { TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/text" }, /not a PEM file/],
    ["a key in the clear", { TEMPORAL_TLS: "false", TEMPORAL_API_KEY: "k" }, /unencrypted/],
    ["files for nothing", {
      TEMPORAL_TLS: "false",
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: "/ca",
    }, /leave one out/],
    ["another word", { TEMPORAL_TLS: "yes" }, /true or false/],
    ["unverified", { TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: "true" }, /always verified/],
  ] as const
) {
  test(`refused: ${what}, without showing a secret`, () => {
    const { faults } = read(env as Record<string, string>);
    assert.equal(faults.length, 1, faults.join());
    assert.match(faults[0] ?? "", fault);
  });
}
