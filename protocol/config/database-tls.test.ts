import assert from "node:assert/strict";
import { test } from "node:test";
import { databaseFilePaths, hostsOf, splitDatabaseTls, withDatabaseTls } from "./database-tls.ts";

const base = "postgres://u:p@db.example:5432/t";
const read = (path: string) => {
  if (path.startsWith("/no")) throw new Error("missing");
  return path === "/text" ? "x" : "-----BEGIN CERTIFICATE-----";
};

function merged(url: string, env: Record<string, string> = {}) {
  const faults: string[] = [];
  const fault = (text: string) => void faults.push(text);
  const made = withDatabaseTls("DATABASE_URL", url, { env, read, fault });
  return { faults, url: made, tls: splitDatabaseTls(made).tls };
}

test("each mode has the meaning of libpq", () => {
  const mode = (query: string) => splitDatabaseTls(`${base}?${query}`).tls.mode;
  assert.equal(splitDatabaseTls(base).tls.mode, "disable");
  for (const one of ["disable", "prefer", "require", "verify-ca", "verify-full"]) {
    assert.equal(mode(`sslmode=${one}`), one);
  }
  assert.equal(mode("sslmode=require&sslrootcert=/ca"), "verify-ca");
  assert.equal(mode("sslrootcert=/ca"), "verify-ca", "an authority is never named for nothing");
  assert.equal(mode("sslrootcert=system"), "verify-full");
});

test("parameters that the driver does not support are removed, others stay", () => {
  const { bare } = splitDatabaseTls(`${base}?sslmode=verify-full&sslrootcert=/a&connect_timeout=3`);
  assert.equal(bare, `${base}?connect_timeout=3`);
});

test("the variables of libpq apply where the URL has no parameter, and become part of it", () => {
  const env = { PGSSLMODE: "verify-full", PGSSLROOTCERT: "/own ca" };
  const { url, tls, faults } = merged(base, env);
  assert.deepEqual(faults, []);
  assert.deepEqual([tls.mode, tls.rootCert], ["verify-full", "/own ca"]);
  assert.deepEqual(databaseFilePaths(url), ["/own ca"]);
  assert.equal(merged(`${base}?sslmode=require`, { PGSSLMODE: "disable" }).tls.mode, "require");
  assert.equal(merged(base).url, base);
});

for (
  const [what, query, env, fault] of [
    ["an unknown mode", "sslmode=full", {}, /sslmode of DATABASE_URL is "full"; set one of/],
    ["an authority that nothing is verified by", "sslrootcert=/ca", {
      PGSSLMODE: "prefer",
    }, /verifies nothing/],
    ["half a pair", "sslmode=verify-full&sslcert=/c", {}, /belong together/],
    ["a missing file", "sslrootcert=/no", {}, /\/no, which cannot be read/],
    ["no PEM", "", { PGSSLMODE: "verify-ca", PGSSLROOTCERT: "/text" }, /PGSSLROOTCERT.*not a PEM/],
    [
      "a weaker mode with the system's authorities",
      "sslmode=verify-ca&sslrootcert=system",
      {},
      /must be/,
    ],
  ] as const
) {
  test(`rejected: ${what}`, () => {
    const { faults } = merged(query ? `${base}?${query}` : base, env);
    assert.equal(faults.length, 1, faults.join());
    assert.match(faults[0] ?? "", fault);
    assert.doesNotMatch(faults.join(), /u:p/);
  });
}

test("hosts are found in every form of URL", () => {
  assert.deepEqual(hostsOf("postgres://u:p@a:1,b:2/d"), ["a", "b"]);
  assert.deepEqual(hostsOf("postgres://[::1]:5432/d?x=1"), ["[::1]"]);
  assert.deepEqual(hostsOf(base), ["db.example"]);
});
