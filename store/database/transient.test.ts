import assert from "node:assert/strict";
import { test } from "node:test";
import { isTransient } from "./transient.ts";

const fault = (code: string) => Object.assign(new Error("fault"), { code });

test("lost connections, a server that starts or stops, deadlocks and full disks are transient", () => {
  const codes = ["CONNECTION_CLOSED", "CONNECT_TIMEOUT", "ECONNREFUSED", "EPIPE", "57P01", "57P03"];
  for (const code of [...codes, "08006", "40P01", "53100", "55P03", "25006"]) {
    assert.equal(isTransient(fault(code)), true, code);
  }
});

test("an invalid statement is not transient", () => {
  for (const code of ["22P05", "23505", "42601", "P0002", ""]) {
    assert.equal(isTransient(fault(code)), false, code);
  }
  assert.equal(isTransient(new TypeError("a bug")), false);
});
