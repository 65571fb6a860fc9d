import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import { Refusal, type Sql } from "../../store/mod.ts";
import { webhookCommands } from "./webhook-commands.ts";

/** A database that must not be reached. */
const sql = (() => assert.fail("the database was asked")) as unknown as Sql;
const at = (key: string | null, allowsLoopback = false) =>
  webhookCommands({ sql, key, allowsLoopback }, () => assert.fail("no caller"), localPrincipal);
const settings = { name: "hook", kinds: null, agent: null, content: false, idempotencyKey: "k" };
const refusal = (type: string, said: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.error.type === type && said.test(error.error.message);

test("without WEBHOOK_KEY no secret is made: the answer names the variable, and nothing is changed", async () => {
  const { createWebhook, rotateWebhookSecret } = at(null);
  const url = "https://hooks.example.com/";
  const unavailable = refusal("UnavailableError", /WEBHOOK_KEY/);
  await assert.rejects(createWebhook({ ...settings, url }), unavailable);
  const rotation = { idempotencyKey: "k", webhookId: "webhook_1", overlapMs: 0 };
  await assert.rejects(rotateWebhookSecret(rotation), unavailable);
});

test("an address on this machine is refused unless the deployment allows it, when one is made and when one is changed", async () => {
  const { createWebhook, updateWebhook } = at("k".repeat(40));
  const isRefused = (error: unknown) =>
    error instanceof Refusal && /WEBHOOK_LOOPBACK/.test(JSON.stringify(error.error));
  for (const url of ["http://localhost:3000/", "https://127.0.0.1/", "http://[::1]:3000/"]) {
    await assert.rejects(createWebhook({ ...settings, url }), isRefused, url);
    const change = { idempotencyKey: "k", webhookId: "webhook_1", change: { url } };
    await assert.rejects(updateWebhook(change), isRefused, url);
  }
});
