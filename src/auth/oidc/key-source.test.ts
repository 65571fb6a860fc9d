import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Issuer } from "../config/issuer.ts";
import { fetchJson } from "./fetch-json.ts";
import { fetchKeys } from "./key-source.ts";

const slow = Promise.withResolvers<Response>();
const answers: Record<string, (url: URL) => Response | Promise<Response>> = {
  "/good/.well-known/openid-configuration": ({ origin }) =>
    Response.json({ issuer: `${origin}/good`, jwks_uri: `${origin}/keys` }),
  "/other/.well-known/openid-configuration": ({ origin }) =>
    Response.json({ issuer: `${origin}/good`, jwks_uri: `${origin}/keys` }),
  "/away/.well-known/openid-configuration": ({ origin }) =>
    Response.json({ issuer: `${origin}/away`, jwks_uri: "http://127.0.0.1:1/keys" }),
  "/redirected": ({ origin }) => Response.redirect(`${origin}/keys`),
  "/keys": () => Response.json({ keys: [{ kid: "a" }] }),
  "/list": () => Response.json([]),
  "/text": () => new Response("<html>"),
  "/failed": () => Response.json({}, { status: 500 }),
  "/long": () => new Response(`{"keys":["${"x".repeat(1_100_000)}"]}`),
  "/slow": () => slow.promise,
};
const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
  const url = new URL(request.url);
  return answers[url.pathname]?.(url) ?? new Response(null, { status: 404 });
});
after(() => {
  slow.resolve(new Response());
  return server.shutdown();
});
const url = `http://127.0.0.1:${server.addr.port}`;
const keysOf = (path: string, jwksUri: string | null = null) =>
  fetchKeys({ issuer: `${url}${path}`, jwksUri } as Issuer);

test("keys are found by discovery, or where the configuration says", async () => {
  assert.deepEqual(await keysOf("/good"), { keys: [{ kid: "a" }] });
  assert.deepEqual(await keysOf("/nothing", `${url}/keys`), { keys: [{ kid: "a" }] });
});

test("discovery of another issuer, or that leads to another host, is refused with what to set", async () => {
  await assert.rejects(keysOf("/other"), /is of another issuer/);
  await assert.rejects(keysOf("/away"), /at another host: .*; set jwksUri/);
});

test("a redirect, another status, text, a list and a long answer are refused", async () => {
  for (const path of ["/redirected", "/failed", "/text", "/list", "/long", "/nothing"]) {
    await assert.rejects(fetchJson(`${url}${path}`), path);
  }
});

test("an issuer that does not answer is left after a deadline", async () => {
  const began = performance.now();
  await assert.rejects(fetchJson(`${url}/slow`, { withinMs: 50 }), { name: "TimeoutError" });
  assert.ok(performance.now() - began < 5_000);
});
