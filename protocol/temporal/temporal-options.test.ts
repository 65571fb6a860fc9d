import assert from "node:assert/strict";
import { test } from "node:test";
import { callDelayMs, temporalChannel, temporalPeer } from "./temporal-options.ts";

test("after an outage of three minutes, or of a day, a channel and a call are retried within 1.2 s", () => {
  // grpc-js multiplies the last wait by 1.6 up to the maximum, plus or minus a fifth.
  let wait: number = temporalChannel["grpc.initial_reconnect_backoff_ms"];
  let outage = 0;
  let tries = 0;
  for (; outage < 180_000; tries++) {
    outage += wait;
    wait = Math.min(wait * 1.6, temporalChannel["grpc.max_reconnect_backoff_ms"]);
  }
  assert.ok(wait * 1.2 <= 1_200, `${wait}`);
  assert.ok(tries < 250, "and the server is not flooded meanwhile");
  assert.ok(temporalChannel["grpc.dns_min_time_between_resolutions_ms"] <= 1_000);
  for (const attempt of [0, 1, 5, 50, 5_000]) assert.ok(callDelayMs(attempt, 1) < 1_201);
  assert.ok(callDelayMs(0, 0.5) === 100);
});

test("an unprotected connection has only an address, a protected one all settings", () => {
  const address = "t:7233";
  assert.deepEqual(temporalPeer({ address, namespace: "n", tls: null, apiKey: null }), { address });
  const bytes = new TextEncoder().encode("x");
  const tls = {
    serverRootCACertificate: bytes,
    serverNameOverride: "name",
    clientCertPair: { crt: bytes, key: bytes },
  };
  assert.deepEqual(temporalPeer({ address, namespace: "n", tls, apiKey: "k" }), {
    address,
    apiKey: "k",
    tls,
  });
  const none = { serverRootCACertificate: null, serverNameOverride: null, clientCertPair: null };
  assert.deepEqual(temporalPeer({ address, namespace: "n", tls: none, apiKey: null }), {
    address,
    tls: {},
  });
});
