import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Session } from "./session.ts";

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  } as Storage;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A token endpoint over the network that answers when the test lets it. */
async function startEndpoint(answer: Answer) {
  const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = createServer(async (_, response) => {
    asked.resolve();
    await go.promise;
    response.writeHead(answer.status, { ...answer.headers, connection: "close" });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url, asked: asked.promise, go: go.resolve, [Symbol.asyncDispose]: stop };
}

const renewed: Answer = {
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ access_token: "renewed", expires_in: 600, refresh_token: "r2" }),
};

/** A session whose token is due. */
function dueSession(kept: Storage, token: string): Session {
  const issuer = { token, clientId: "console" };
  const tokens = { token: "old", endsAt: Date.now() - 1_000, refreshToken: "r1", issuer };
  kept.setItem("tramontane.session", JSON.stringify(tokens));
  return new Session(false, kept);
}

test("who signs out while the token is renewed stays signed out, and nothing of the session is kept", async () => {
  await using endpoint = await startEndpoint(renewed);
  const kept = storage();
  const session = dueSession(kept, endpoint.url);
  const token = assert.rejects(session.token(), /has ended/);
  await endpoint.asked;
  session.signOut();
  endpoint.go();
  await token;
  assert.equal(kept.getItem("tramontane.session"), null);
  await assert.rejects(session.token(), /no one is signed in/);
});

test("who signs in as another while the old token is renewed keeps the own token", async () => {
  await using endpoint = await startEndpoint(renewed);
  const kept = storage();
  const session = dueSession(kept, endpoint.url);
  const token = assert.rejects(session.token(), /has ended/);
  await endpoint.asked;
  session.useToken("another");
  assert.equal(await session.token(), "another");
  endpoint.go();
  await token;
  assert.equal(await session.token(), "another");
  assert.match(kept.getItem("tramontane.session") ?? "", /"another"/);
});

test("a refresh token does not follow a redirect, and the old token is used on", async () => {
  let isReached = false;
  await using thief = await startEndpoint(renewed);
  void thief.asked.then(() => (isReached = true));
  thief.go();
  const headers = { location: thief.url };
  await using endpoint = await startEndpoint({ status: 307, headers });
  const session = dueSession(storage(), endpoint.url);
  endpoint.go();
  assert.equal(await session.token(), "old");
  assert.equal(isReached, false);
});

test("one renewal serves all that ask meanwhile, and its tokens are kept", async () => {
  await using endpoint = await startEndpoint(renewed);
  const kept = storage();
  const session = dueSession(kept, endpoint.url);
  endpoint.go();
  assert.deepEqual(await Promise.all([session.token(), session.token()]), ["renewed", "renewed"]);
  assert.match(kept.getItem("tramontane.session") ?? "", /"r2"/);
});

test("a late refusal of the token of an earlier sign-in does not end the session", () => {
  const session = new Session(false, storage());
  session.useToken("old");
  const earlier = session.signIns();
  session.end(earlier);
  assert.equal(session.get(), "ended");
  session.useToken("new");
  session.end(earlier);
  assert.equal(session.get(), "signed-in");
  session.end(session.signIns());
  assert.equal(session.get(), "ended");
});
