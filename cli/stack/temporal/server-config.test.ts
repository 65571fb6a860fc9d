import assert from "node:assert/strict";
import { test } from "node:test";
import { serverConfig, serverPortNames } from "./server-config.ts";

const ports = Object.fromEntries(
  ["temporal", "temporal-http", ...serverPortNames].map((name, at) => [name, 7_000 + at]),
);
const config = serverConfig({
  databaseUrl: "postgres://me:a%2Fb@db.example:5433/tramontane",
  ports,
  dynamicConfigFile: "/state/dynamic.yaml",
});

test("both stores of the server are separate databases of the same PostgreSQL", () => {
  const { main, visibility } = config.persistence.datastores;
  const { connectAddr, user, password, databaseName } = main.sql;
  assert.deepEqual([connectAddr, user, password], ["db.example:5433", "me", "a/b"]);
  assert.deepEqual([databaseName, visibility.sql.databaseName], [
    "temporal",
    "temporal_visibility",
  ]);
});

test("every listener has a port of its own, on loopback", () => {
  const rpcs = Object.values(config.services).map(({ rpc }) => rpc);
  const taken = rpcs.flatMap((rpc) => [rpc.grpcPort, rpc.membershipPort]);
  assert.equal(new Set(taken).size, 8);
  assert.ok(taken.every((port) => Number.isInteger(port)));
  assert.ok(rpcs.every((rpc) => rpc.bindOnLocalHost));
});
