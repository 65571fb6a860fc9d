import assert from "node:assert/strict";
import { test } from "node:test";
import { exportJWK, generateKeyPair, type JSONWebKeySet } from "jose";
import { Unauthenticated } from "../authenticator.ts";
import { IssuerKeys, keyTimes } from "./issuer-keys.ts";

const { publicKey } = await generateKeyPair("ES256");
const jwk = await exportJWK(publicKey);
const token = { payload: "", signature: "" };
const setOf = (...kids: string[]): JSONWebKeySet => ({
  keys: kids.map((kid) => ({ ...jwk, kid, alg: "ES256" })),
});

/** Keys of an issuer that can be down, with a clock that the test moves. */
function issuer(...kids: string[]) {
  const at = { now: 0, fetches: 0, isUp: true, set: setOf(...kids), failures: 0 };
  const keys = new IssuerKeys({
    now: () => at.now,
    onFailure: () => at.failures++,
    fetch: () => {
      at.fetches++;
      return at.isUp ? Promise.resolve(at.set) : Promise.reject(new Error("down"));
    },
  });
  async function ask(kid: string): Promise<string> {
    try {
      await keys.keyOf({ alg: "ES256", kid }, token);
      return "found";
    } catch (error) {
      if (error instanceof Unauthenticated) return error.reason;
      throw error;
    }
  }
  return { at, keys, ask };
}

test("known keys are found without a further fetch", async () => {
  const { at, ask } = issuer("a", "b");
  assert.deepEqual(await Promise.all([ask("a"), ask("b"), ask("a")]), ["found", "found", "found"]);
  assert.equal(at.fetches, 1);
});

test("a thousand tokens of an unknown key make one fetch in 30 s", async () => {
  const { at, ask, keys } = issuer("a");
  await keys.refresh();
  at.now = keyTimes.refetchMs;
  const asked = await Promise.all(Array.from({ length: 1_000 }, (_, i) => ask(`unknown-${i}`)));
  assert.ok(asked.every((reason) => reason === "key_unknown"));
  assert.equal(at.fetches, 2);
  at.now += keyTimes.refetchMs - 1;
  await ask("unknown");
  assert.equal(at.fetches, 2);
  at.now += 1;
  at.set = setOf("a", "new");
  assert.equal(await ask("new"), "found");
  assert.equal(at.fetches, 3);
});

test("while the issuer is down known keys are found for 24 hours, and unknown ones are refused", async () => {
  const { at, ask, keys } = issuer("a");
  await keys.refresh();
  at.isUp = false;
  at.now = keyTimes.usableMs - 1;
  assert.equal(await ask("a"), "found");
  assert.equal(await ask("b"), "key_unknown");
  assert.deepEqual([at.fetches, at.failures], [2, 1]);
  at.now += 1;
  assert.equal(await ask("a"), "keys_unavailable");
  assert.equal(keys.version, null);
  at.isUp = true;
  at.now += keyTimes.firstMs;
  assert.equal(await ask("a"), "found");
});

test("an issuer that is down at first is asked again soon, not at each token", async () => {
  const { at, ask } = issuer("a");
  at.isUp = false;
  assert.deepEqual([await ask("a"), await ask("a")], ["keys_unavailable", "keys_unavailable"]);
  assert.equal(at.fetches, 1);
  at.isUp = true;
  at.now = keyTimes.firstMs;
  assert.equal(await ask("a"), "found");
});

test("the version changes with the keys, and not with each fetch of the same ones", async () => {
  const { at, keys } = issuer("a");
  await keys.refresh();
  const first = keys.version;
  await keys.refresh();
  assert.equal(keys.version, first);
  at.set = setOf("b");
  await keys.refresh();
  assert.notEqual(keys.version, first);
});

test("keys that are not a set change nothing", async () => {
  const { at, ask, keys } = issuer("a");
  await keys.refresh();
  at.set = { keys: [1] } as unknown as JSONWebKeySet;
  await assert.rejects(keys.refresh());
  assert.equal(await ask("a"), "found");
});
