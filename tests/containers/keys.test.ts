import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Api, readUntil, turnEnds } from "../support/api.ts";
import { Composition } from "./composition.ts";

// The operator's own line of docs/operations.md: AUTH=keys TRUSTED_NETWORK=false docker compose up.
const composition = new Composition({ AUTH: "keys", TRUSTED_NETWORK: "false" });
before(() => composition.up());
after(() => new Composition().up());

const operator = (...args: string[]) =>
  composition.compose("run", "--rm", "-T", "operator", ...args);
const statusWith = async (token?: string) => {
  const response = await fetch(`${composition.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...token !== undefined && { authorization: `Bearer ${token}` },
    },
    body: JSON.stringify({ query: "{ serverInfo { version } }" }),
  });
  await response.body?.cancel();
  return response.status;
};

test("with AUTH=keys only a key of the operator converses, until it is revoked", async () => {
  assert.equal(await statusWith(), 401);
  assert.equal(await statusWith("tmk_unknown"), 401);
  const key = await operator(
    "keys",
    "create",
    "--tenant",
    "acme",
    "--name",
    "first",
    "--role",
    "admin",
  );
  assert.match(key, /^\S+$/);
  const api = new Api(`${composition.url}/graphql`, key);
  await api.register("analyst");
  const id = await api.start("analyst", "What does NVDA cost?");
  await readUntil(api.follow(id), turnEnds());
  assert.equal((await api.read(id)).turns.nodes[0]?.status, "COMPLETED");
  const [line = ""] = (await operator("keys", "list", "--tenant", "acme")).split("\n");
  const [keyId = ""] = line.split(" ");
  await operator("keys", "revoke", keyId);
  assert.equal(await statusWith(key), 401);
});

test("the operator reads quotas and verifies the audit, and hears of a wrong word", async () => {
  await operator("quotas", "set", "--tenant", "acme", "turnsInFlight=7");
  assert.match(await operator("quotas", "show", "--tenant", "acme"), /turnsInFlight: .*7/);
  assert.match(await operator("audit", "verify"), /acme/);
  await assert.rejects(operator("keys", "create"), /docker compose run --rm operator keys/);
});
