import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Webhook } from "standardwebhooks";
import { keyCheck, signedHeaders, webhookSecret } from "./signature.ts";

const key = "k".repeat(32);
const salt = new Uint8Array(16).fill(7);
const parts = { tenant: "acme", webhookId: "webhook_1", salt };
const message = { id: "delivery_1", at: new Date(), body: '{"type":"turn.changed"}' };

test("the receiver's library accepts a signature of each secret of a rotation, and no other", () => {
  const [old, next] = [
    webhookSecret(key, parts),
    webhookSecret(key, { ...parts, salt: Buffer.from("new") }),
  ];
  const headers = signedHeaders(message, [next, old]);
  for (const secret of [old, next]) {
    assert.deepEqual(new Webhook(secret).verify(message.body, headers), { type: "turn.changed" });
  }
  const other = new Webhook(webhookSecret(key, { ...parts, webhookId: "webhook_2" }));
  assert.throws(() => other.verify(message.body, headers), /No matching signature/);
  assert.throws(
    () => new Webhook(old).verify(`${message.body} `, headers),
    /No matching signature/,
  );
});

test("a secret follows from the key, the tenant, the webhook and the salt", () => {
  const secret = webhookSecret(key, parts);
  assert.equal(secret, webhookSecret(key, { ...parts }));
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.notEqual(secret, webhookSecret("l".repeat(32), parts));
  assert.notEqual(secret, webhookSecret(key, { ...parts, tenant: "globex" }));
});

test("the check of a key differs for another key and another salt", () => {
  assert.equal(keyCheck(key, salt), keyCheck(key, salt));
  assert.notEqual(keyCheck(key, salt), keyCheck("l".repeat(32), salt));
  assert.notEqual(keyCheck(key, salt), keyCheck(key, new Uint8Array(16)));
});
