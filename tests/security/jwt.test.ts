import assert from "node:assert/strict";
import { after, test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { refusals, transports } from "../support/bearer-transports.ts";
import {
  forged,
  type Forgery,
  signedWithOwnKey,
  signedWithPublicKey,
  unsigned,
} from "../support/forged-tokens.ts";
import { startIdentityStack } from "../support/identity.ts";

const t = await startIdentityStack({ parts: ["postgres", "temporal", "api"] });
after(() => t[Symbol.asyncDispose]());
const url = t.stack.urls.graphql;
const query = "{ serverInfo { authentication } }";
const names = Object.keys(transports) as (keyof typeof transports)[];
const ask = (name: keyof typeof transports, token: string | null) =>
  transports[name](url, token, query);

async function accepted(name: keyof typeof transports, token: string) {
  const { data, code } = await ask(name, token);
  assert.deepEqual(data, { serverInfo: { authentication: "OIDC" } }, `${name}: ${code}`);
}
async function refused(name: keyof typeof transports, token: string | null, what: string) {
  const { data, code = "" } = await ask(name, token);
  assert.equal(data, undefined, `${name}: ${what}`);
  assert.ok(refusals[name].includes(code), `${name}: ${what}: ${code}`);
}

const now = () => Math.floor(Date.now() / 1_000);
const changes: Readonly<Record<string, () => Forgery>> = {
  "of another audience": () => ({ claims: { aud: "other-app" } }),
  "of another client": () => ({ claims: { azp: "other-app" } }),
  "of another issuer": () => ({ claims: { iss: "https://id.example.com" } }),
  "expired 61 s ago": () => ({ claims: { iat: now() - 400, exp: now() - 61 } }),
  "not valid yet": () => ({ claims: { nbf: now() + 120 } }),
  "valid for more than 24 hours": () => ({ claims: { exp: now() + 86_500 } }),
  "without an end": () => ({ claims: { exp: undefined } }),
  "that is an ID token": () => ({ header: { typ: "id+jwt" } }),
  "of another tenant, which its issuer may not name": () => ({ claims: { tenant: "initech" } }),
  "whose tenant is a path": () => ({ claims: { tenant: "../acme" } }),
  "whose subject is an API key": () => ({ claims: { sub: "key:1" } }),
  "signed by a stranger": () => ({ stranger: true }),
  "whose kid is a path": () => ({ header: { kid: "../../../../dev/null" } }),
  "whose kid is SQL": () => ({ header: { kid: "x' or '1'='1" } }),
  "of an unknown kid": () => ({ header: { kid: crypto.randomUUID() } }),
  "with an extension that must be understood": () => ({
    header: { crit: ["x-ext"], "x-ext": 1 },
  }),
};

for (const name of names) {
  test(`${name}: a token of the issuer is accepted, and a missing one is not`, async () => {
    await accepted(name, await t.tokenOf({ roles: ["member"] }));
    await accepted(name, await forged(t.issuer));
    await refused(name, null, "no token");
  });

  test(`${name}: a token that is not for this API now is refused`, async () => {
    for (const [what, change] of Object.entries(changes)) {
      await refused(name, await forged(t.issuer, change()), `a token ${what}`);
    }
  });

  test(`${name}: a token without a signature, or with the public key as a secret, is refused`, async () => {
    await refused(name, unsigned(t.issuer), "alg none");
    for (const token of signedWithPublicKey(t.issuer)) await refused(name, token, "HS256");
  });

  test(`${name}: no header leads to a key of the sender`, async () => {
    const server = `${t.issuer.url}/attacker`;
    for (const token of await signedWithOwnKey(t.issuer, server)) {
      await refused(name, token, "own key");
    }
    assert.ok(!t.issuer.requests.includes("/attacker"));
  });

  test(`${name}: a token of 30 KB is refused, and the API serves on`, async () => {
    const { code, data } = await ask(
      name,
      await forged(t.issuer, { claims: { roles: ["x".repeat(30_000)] } }),
    );
    assert.equal(data, undefined);
    assert.ok([...refusals[name], 431, 4400].includes(code ?? ""), String(code));
    await accepted(name, await t.tokenOf({}));
  });
}

test("a thousand tokens of unknown keys make at most one request for keys, and end", async () => {
  const before = t.issuer.requests.filter((path) => path === "/jwks").length;
  const tokens = await Promise.all(
    Array.from(
      { length: 1_000 },
      () => forged(t.issuer, { header: { kid: crypto.randomUUID() }, stranger: true }),
    ),
  );
  for (let at = 0; at < tokens.length; at += 100) {
    await Promise.all(
      tokens.slice(at, at + 100).map((token, i) =>
        i % 50 === 0
          ? refused(names[(at / 100) % 3]!, token, "unknown key")
          : refused("HTTP", token, "unknown key")
      ),
    );
  }
  const fetched = t.issuer.requests.filter((path) => path === "/jwks").length - before;
  assert.ok(fetched <= 1, `${fetched} requests`);
});

test("while the identity provider is down, tokens of known keys are accepted, and others are refused at once", async () => {
  t.issuer.isUp = false;
  const began = performance.now();
  for (const name of names) {
    await accepted(name, await t.tokenOf({ subject: "while-down" }));
    await refused(name, await forged(t.issuer, { header: { kid: "new" } }), "unknown key");
  }
  assert.ok(performance.now() - began < 10_000);
  t.issuer.isUp = true;
});

test("keys are rotated while a socket is open: it goes on, and tokens of the new key are accepted", async () => {
  const socket = await openSocket(await t.tokenOf({ ttl: 120 }));
  const old = await t.tokenOf({ subject: "old-key" });
  await t.issuer.rotate();
  const token = await t.tokenOf({ subject: "new-key" });
  // At most one fetch in 30 s: the earlier tests have used the last one.
  await poll(async () => (await ask("HTTP", token)).data ? true : undefined, {
    ...{ withinMs: 45_000, everyMs: 500, what: "the new key is known" },
  });
  for (const name of names) {
    await accepted(name, token);
    await accepted(name, old);
  }
  assert.deepEqual(await socket.ask(query), { serverInfo: { authentication: "OIDC" } });
  socket.close();
});

/** A socket that signed in with this token, for several queries. */
async function openSocket(token: string) {
  const socket = new WebSocket(url.replace(/^http/, "ws"), "graphql-transport-ws");
  const messages: ((message: { type: string; payload?: { data?: unknown } }) => void)[] = [];
  socket.onmessage = ({ data }) => messages.shift()?.(JSON.parse(data));
  const next = () =>
    new Promise<{ type: string; payload?: { data?: unknown } }>((resolve, reject) => {
      messages.push(resolve);
      socket.onclose = ({ code }) => reject(new Error(`closed with ${code}`));
    });
  await new Promise((resolve) => (socket.onopen = resolve));
  const acknowledged = next();
  socket.send(JSON.stringify({ type: "connection_init", payload: { token } }));
  assert.equal((await acknowledged).type, "connection_ack");
  return {
    async ask(query: string) {
      const [answer] = [next(), next()];
      socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
      return (await answer)?.payload?.data;
    },
    close: () => socket.close(),
  };
}
