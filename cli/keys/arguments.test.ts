import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../command/parse-arguments.ts";
import { keysArguments, type KeyTask, keyTask } from "./arguments.ts";
import { lineOf } from "./keys.ts";

const dayMs = 86_400_000;
const id = `key_${"0123456789abcdef".repeat(2)}`;
const read = (line: string): KeyTask => keyTask(parseArguments(keysArguments, line.split(" ")));

test("create reads roles, scopes and the time to live", () => {
  const line = "create --tenant acme --name first --role admin,viewer --scope usage:read";
  assert.deepEqual(read(`${line} --expires 30d`), {
    ...{ task: "create", tenant: "acme", name: "first" },
    ...{ roles: ["admin", "viewer"], scopes: ["usage:read"], lifetimeMs: 30 * dayMs },
  });
  const task = read("create --tenant acme --name first --role admin");
  assert.equal(task.task === "create" && task.lifetimeMs, 90 * dayMs);
});

test("rotate and revoke take the id of a key, and never a key", () => {
  assert.deepEqual(read(`rotate ${id} --overlap 7d`), { task: "rotate", id, overlapMs: 7 * dayMs });
  assert.deepEqual(read(`revoke ${id}`), { task: "revoke", id });
  assert.deepEqual(read("list --tenant acme"), { task: "list", tenant: "acme", json: false });
});

test("all faults are named at once", () => {
  const faults: [string, RegExp][] = [
    ["", /say create, list, rotate <id> or revoke <id>/],
    ["create", /--tenant[^]*--name[^]*--role/],
    ["create --tenant a --name n --role root", /unknown: root/],
    ["create --tenant a --name n --role admin --expires 366d", /--expires is 366d/],
    ["create --tenant ../x --name n --role admin", /tenant/],
    [`rotate ${id} --overlap 8d`, /--overlap is 8d/],
    ["revoke tmk_1", /revoke needs the id of a key/],
    ["rotate", /rotate needs the id of a key/],
  ];
  for (const [line, message] of faults) assert.throws(() => read(line), message, line);
});

test("a line says what ends the validity of a key", () => {
  const now = new Date("2026-06-01T00:00:00Z");
  const key = {
    ...{ id, tenant: "acme", name: "first", subject: "key:1", roles: ["admin"], scopes: [] },
    createdBy: { kind: "SYSTEM" as const, name: "terminal" },
    ...{ createdAt: now, expiresAt: new Date("2026-07-01T00:00:00Z") },
    ...{ lastUsedAt: null, revokedAt: null, replacedBy: null },
  };
  assert.match(lineOf(key, now), /acme {2}"first" {2}admin {2}valid until 2026-07.*never used$/);
  assert.match(lineOf({ ...key, expiresAt: now }, now), /expired 2026-06/);
  assert.match(lineOf({ ...key, replacedBy: "key_2" }, now), /replaced, until/);
  assert.match(lineOf({ ...key, revokedAt: now }, now), /revoked 2026-06/);
});
