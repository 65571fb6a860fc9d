import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { type Authenticator, Unauthenticated } from "./authenticator.ts";
import { Attempts, limitAttempts, TooManyAttempts } from "./limited-attempts.ts";
import { requesterOf } from "./requester.ts";

test("an address has 20 attempts a minute, then one each 3 seconds; others have their own", () => {
  let now = 0;
  const attempts = new Attempts(20, () => now);
  const count = (address: string) => attempts.count(address);
  for (let n = 0; n < 20; n++) assert.equal(count("192.0.2.1"), null);
  assert.equal(count("192.0.2.1"), 3_000);
  assert.equal(count("192.0.2.2"), null);
  now = 2_900;
  assert.equal(count("192.0.2.1"), 100);
  now = 3_000;
  assert.equal(count("192.0.2.1"), null);
  assert.equal(count("192.0.2.1"), 3_000);
});

test("an IPv6 subscriber does not get more attempts by changing its address", () => {
  const attempts = new Attempts(20, () => 0);
  const counted = Array.from({ length: 30 }, (_, n) => attempts.count(`2001:db8::${n}`));
  assert.equal(counted.filter((wait) => wait === null).length, 20);
});

/** Accepts one token. */
const onlyRight: Authenticator = {
  mode: "TOKENS",
  authenticate: ({ token }) =>
    token === "right"
      ? Promise.resolve({ ...localPrincipal, kind: "USER", subject: "ada" })
      : Promise.reject(new Unauthenticated("unknown")),
};

test("further attempts are 429 with the time to wait, and valid credentials still pass", async () => {
  const authenticator = limitAttempts(onlyRight, new Attempts(20));
  const ask = (token: string) =>
    requesterOf(
      new Request("http://127.0.0.1/graphql", { headers: { authorization: `Bearer ${token}` } }),
      authenticator,
      "192.0.2.1",
    );
  for (let n = 0; n < 20; n++) {
    const refused = await ask(`guess${n}`);
    assert.ok(refused instanceof Response && refused.status === 401);
  }
  const limited = await ask("another");
  assert.ok(limited instanceof Response);
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get("retry-after"), "3");
  const [error] = (await limited.json()).errors;
  assert.deepEqual(error.extensions, { code: "RATE_LIMITED", retryable: true });
  assert.ok(!(await ask("right") instanceof Response));
});

test("faults other than refusals are not attempts", async () => {
  const fault = new Error("away");
  const failing = limitAttempts(
    { mode: "TOKENS", authenticate: () => Promise.reject(fault) },
    new Attempts(20),
  );
  for (let n = 0; n < 30; n++) {
    await assert.rejects(
      failing.authenticate({ token: null, address: "192.0.2.1" }),
      (error) => error === fault && !(error instanceof TooManyAttempts),
    );
  }
});
