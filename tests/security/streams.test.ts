import assert from "node:assert/strict";
import { after, test } from "node:test";
import { follow } from "../../clients/client/mod.ts";
import { connect } from "../../store/mod.ts";
import { rawStatus } from "../support/raw-request.ts";
import * as documents from "../support/documents.generated.ts";
import { sharedIdentityStack } from "../support/identity.ts";
import { allowedOrigin } from "../support/shared-identity.ts";
import { type SignedInSocket, socketWith } from "../support/socket-with-token.ts";
import { registerAnalyst } from "../support/test-stack.ts";
import type { SeenEvent } from "../support/api.ts";
import { closeCodeOf, framesOf, type SseFrame, streamUrl } from "../support/wire.ts";

const t = await sharedIdentityStack("streams");
const sql = connect(t.stack.urls.database, { name: "test", max: 1 });
after(async () => {
  await sql.end({ timeout: 1 });
  await t[Symbol.asyncDispose]();
});
const url = t.stack.urls.graphql;
const analyst = await registerAnalyst(t);

/** A member that no other test uses, with a conversation and tokens that last `ttl` seconds. */
async function member(ttl = 600) {
  const subject = `member-${crypto.randomUUID().slice(0, 8)}`;
  const api = await t.as({ subject, roles: ["member"] });
  const id = await api.start(analyst, "What does NVDA cost?");
  const tokenOf = (over: object = {}) => t.tokenOf({ subject, roles: ["member"], ttl, ...over });
  return { subject, api, id, tokenOf, token: await tokenOf() };
}

/** Opens an event stream by fetch. */
async function streamWith(id: string, headers: Record<string, string>, ticket?: string) {
  const address = streamUrl(url, documents.events, { id }, ticket);
  return await fetch(address, { headers: { accept: "text/event-stream", ...headers } });
}

/** The frames of a stream until its end. */
async function readAll(response: Response): Promise<SseFrame[]> {
  const frames: SseFrame[] = [];
  for await (const frame of framesOf(response)) frames.push(frame);
  return frames;
}

const errorOf = ({ data = "{}" }: SseFrame = {}) => JSON.parse(data).errors?.[0]?.extensions;
const expiryOf = (token: string) =>
  JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1_000;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Asserts that something that happens now is at most `ms` after a time, and not before it. */
function assertOnTime(at: number, ms: number) {
  const late = Date.now() - at;
  assert.ok(late >= 0 && late <= ms, `${late} ms late`);
}

/** Sends messages and follows them with the shipped client until each has its answer. */
async function talk(
  options: object,
  { api, id }: Awaited<ReturnType<typeof member>>,
  turns: number,
) {
  const states: string[] = [];
  const seen: SeenEvent[] = [];
  let done = 0;
  const events = follow({
    ...{ url, retry: { firstMs: 20, maxMs: 200 }, ...options },
    onConnection: ({ state }) => states.push(state),
  }, { query: documents.events, variables: { id } });
  for await (const event of events as AsyncIterable<SeenEvent>) {
    seen.push(event);
    if (event.__typename !== "TurnChanged" || event.status !== "COMPLETED") continue;
    if (++done === turns) break;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await api.send(id, "And AMD?");
  }
  const stored = seen.filter(({ __typename }) => __typename !== "TextDelta").map(({ seq }) => seq);
  return { opened: states.filter((state) => state === "open").length, stored };
}

const numbers = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test("the client renews tokens of 3 seconds by itself: one socket, no event lost or doubled", async () => {
  const one = await member(3);
  const { opened, stored } = await talk({ token: one.tokenOf }, one, 4);
  assert.equal(opened, 1);
  assert.deepEqual(stored, numbers(stored.length));
});

test("a client that does not renew is closed with 4403, and resumes with a fresh token without a gap", async () => {
  const one = await member(3);
  const connectionParams = async () => ({ token: await one.tokenOf() });
  const { opened, stored } = await talk({ connectionParams }, one, 4);
  assert.ok(opened >= 2, `${opened} connections`);
  assert.deepEqual(stored, numbers(stored.length));
});

test("WebSocket: a token that expires in mid-subscription closes the socket with 4403, at most 1 s late", async () => {
  const { id, token } = await member(3);
  const socket = await socketWith(url, token);
  await socket.follow(id);
  assert.equal((await socket.closed).code, 4403);
  assertOnTime(expiryOf(token), 1_000);
});

test("SSE: a token that expires ends the stream with UNAUTHENTICATED, which can be resumed, at most 1 s late", async () => {
  const { id, token } = await member(3);
  const frames = await readAll(await streamWith(id, bearer(token)));
  assertOnTime(expiryOf(token), 1_000);
  assert.deepEqual(errorOf(frames.at(-1)), { code: "UNAUTHENTICATED", retryable: true });
  assert.ok(frames.length > 1, "events came before");
});

test("no connection_init, one without a token, and an operation before it are closed with 4401", async () => {
  const query = { type: "subscribe", id: "1", payload: { query: "{ serverInfo { version } }" } };
  const send = (...messages: object[]) => (socket: WebSocket) =>
    messages.forEach((message) => socket.send(JSON.stringify(message)));
  const began = Date.now();
  assert.equal(await closeCodeOf(url, send()), 4401);
  assert.ok(Date.now() - began < 6_000);
  assert.equal(await closeCodeOf(url, send({ type: "connection_init" })), 4401);
  assert.equal(await closeCodeOf(url, send(query)), 4401);
});

test("a renewal by another subject or tenant, or with a wrong token, is refused, and the socket ends in time", async () => {
  const { id, token, tokenOf } = await member(4);
  const socket = await socketWith(url, token);
  await socket.follow(id);
  for (const over of [{ subject: "mallory" }, { tenant: t.tenants[1] }]) {
    assert.deepEqual(await socket.renew(await tokenOf({ ...over, ttl: 60 })), { type: "refused" });
  }
  assert.deepEqual(await socket.renew(`${token}x`), { type: "refused" });
  assert.equal((await socket.closed).code, 4403);
  assertOnTime(expiryOf(token), 1_000);
});

test("a role that a fresh token lacks ends the streams that were opened with it, and they cannot be opened again", async () => {
  const { id, token, tokenOf } = await member();
  const socket = await socketWith(url, token);
  await socket.follow(id);
  assert.equal((await socket.renew(await tokenOf())).type, "renewed");
  assert.equal(socket.messages.some(({ type }) => type === "complete"), false);
  assert.equal((await socket.renew(await tokenOf({ roles: [] }))).type, "renewed");
  assert.equal(await socket.errorCode(), "UNAUTHENTICATED");
  socket.messages.length = 0;
  const payload = { query: documents.events, variables: { id } };
  socket.send({ type: "subscribe", id: "again", payload });
  assert.equal(await socket.errorCode(), "FORBIDDEN");
  socket.socket.close();
});

/** Opens a socket and an event stream; when both have ended, with their ends. */
async function bothStreams({ id, token }: { id: string; token: string }) {
  const socket: SignedInSocket = await socketWith(url, token);
  await socket.follow(id);
  const response = await streamWith(id, bearer(token));
  assert.equal(response.status, 200);
  const ends = Promise.all([socket.closed, readAll(response)]);
  return async () => {
    const [{ code }, frames] = await ends;
    return { code, error: errorOf(frames.filter(({ event }) => event === "next").at(-1)) };
  };
}

const revoke = (subject: string) =>
  t.api.run(
    `mutation ($input: RevokeAccessInput!) {
      revokeAccess(input: $input) { __typename }
    }`,
    { input: { idempotencyKey: crypto.randomUUID(), access: { subject } } },
  );

/** Asserts that a revocation ends the streams of its subject alone, within 5 s. */
async function assertRevoked(before: () => Promise<unknown>) {
  const [one, other] = [await member(), await member()];
  const ended = await bothStreams(one);
  const stays = await socketWith(url, other.token);
  await stays.follow(other.id);
  await before();
  const at = Date.now();
  await revoke(one.subject);
  assert.deepEqual(await ended(), {
    code: 4403,
    error: { code: "UNAUTHENTICATED", retryable: false },
  });
  assert.ok(Date.now() - at < 5_000, `${Date.now() - at} ms`);
  assert.equal(stays.socket.readyState, WebSocket.OPEN);
  stays.socket.close();
  assert.equal((await streamWith(one.id, bearer(one.token))).status, 401);
}

test("a revoked subject's sockets and event streams end within 5 s, and those of others stay", () =>
  assertRevoked(() => Promise.resolve()));

test("a revocation while LISTEN is cut is not missed", () =>
  assertRevoked(async () => {
    const cut = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%-listen'`;
    assert.ok(cut.length > 1, "the sessions with LISTEN for events and for revocations were cut");
  }));

async function ticketFor(api: Awaited<ReturnType<typeof member>>["api"], id: string, over = {}) {
  const { createStreamTicket: made } = await api.run<
    { createStreamTicket: { __typename: string; ticket: string } }
  >(
    `mutation ($input: CreateStreamTicketInput!) {
      createStreamTicket(input: $input) {
        __typename
        ... on CreateStreamTicketPayload { ticket expiresAt }
      }
    }`,
    {
      input: {
        ...{ idempotencyKey: crypto.randomUUID(), query: documents.events, variables: { id } },
        ...over,
      },
    },
  );
  assert.equal(made.__typename, "CreateStreamTicketPayload");
  return made.ticket;
}

test("a bare EventSource opens a stream with a ticket, once; its replay is refused", async () => {
  const { api, id } = await member();
  const ticket = await ticketFor(api, id);
  const source = new EventSource(streamUrl(url, documents.events, { id }, ticket));
  const event = await new Promise<MessageEvent>((resolve, reject) => {
    source.addEventListener("next", resolve, { once: true });
    source.onerror = () => reject(new Error("the ticket was refused"));
  });
  assert.equal(JSON.parse(event.data).data.event.seq, 1);
  source.close();
  assert.equal((await streamWith(id, {}, ticket)).status, 401);
});

test("of many uses of a ticket at once one is accepted", async () => {
  const { api, id } = await member();
  const ticket = await ticketFor(api, id);
  const uses = await Promise.all(Array.from({ length: 8 }, () => streamWith(id, {}, ticket)));
  assert.equal(uses.filter(({ status }) => status === 200).length, 1);
  await Promise.all(uses.map(({ body }) => body?.cancel()));
});

test("a ticket opens neither another conversation nor another operation, and is used up by the attempt", async () => {
  const { api, id } = await member();
  const other = await api.start(analyst);
  const ticket = await ticketFor(api, id);
  assert.equal((await streamWith(other, {}, ticket)).status, 401);
  assert.equal((await streamWith(id, {}, ticket)).status, 401);
  const query = "query ($id: ID!) { conversation(id: $id) { id } }";
  const asked = streamUrl(url, query, { id }, await ticketFor(api, id));
  assert.equal((await fetch(asked, { headers: { accept: "text/event-stream" } })).status, 401);
});

test("a ticket does not open what its maker may not read, and is nothing but a key of an event stream", async () => {
  const [one, other] = [await member(), await member()];
  const frames = await readAll(
    await streamWith(other.id, {}, await ticketFor(one.api, other.id)),
  );
  assert.equal(errorOf(frames[0])?.code, "NOT_FOUND");
  const ticket = await ticketFor(one.api, one.id);
  const body = JSON.stringify({ query: "{ serverInfo { version } }" });
  const headers = { "content-type": "application/json" };
  assert.equal(
    (await fetch(`${url}?ticket=${ticket}`, { method: "POST", headers, body })).status,
    400,
  );
  assert.equal(
    (await fetch(url, { method: "POST", headers: { ...headers, ...bearer(ticket) }, body })).status,
    401,
  );
});

test("the stream of a ticket ends with the credential that made it", async () => {
  const { subject, id } = await member();
  const api = await t.as({ subject, roles: ["member"], ttl: 3 });
  const frames = await readAll(await streamWith(id, {}, await ticketFor(api, id)));
  assert.deepEqual(errorOf(frames.at(-1)), { code: "UNAUTHENTICATED", retryable: true });
});

test("a token in a URL is refused with 400 on HTTP, SSE and WebSocket, though it is good", async () => {
  const { id, token } = await member();
  for (const parameter of ["token", "access_token", "t"]) {
    const asked = `${url}?${new URLSearchParams({ query: "{ __typename }", [parameter]: token })}`;
    assert.equal(await rawStatus(asked, {}), 400, parameter);
    assert.equal(await rawStatus(asked, { headers: bearer(token) }), 400, parameter);
    const stream = streamUrl(url, documents.events, { id });
    stream.searchParams.set(parameter, token);
    assert.equal(await rawStatus(stream.href, { headers: { accept: "text/event-stream" } }), 400);
    assert.equal(await rawStatus(asked, { headers: handshake }), 400, parameter);
  }
});

const handshake = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  "sec-websocket-protocol": "graphql-transport-ws",
};

test("a page of an allowed origin may call with a token; one of another origin is refused though its token is good", async () => {
  const { id, token } = await member();
  const body = JSON.stringify({ query: "{ __typename }" });
  const post = { method: "POST", body };
  const json = { "content-type": "application/json", ...bearer(token) };
  const stream = streamUrl(url, documents.events, { id }).href;
  const events = { accept: "text/event-stream", ...bearer(token) };
  for (
    const [from, statuses] of [[allowedOrigin, [200, 200, 101]], ["https://evil.example", [
      403,
      403,
      403,
    ]]] as const
  ) {
    const page = { origin: from, "sec-fetch-site": "cross-site" };
    assert.deepEqual([
      await rawStatus(url, { ...post, headers: { ...json, ...page } }),
      await rawStatus(stream, { headers: { ...events, ...page } }),
      await rawStatus(url, { headers: { ...handshake, ...page } }),
    ], statuses);
  }
  const preflight = { origin: allowedOrigin, "access-control-request-method": "POST" };
  assert.equal(await rawStatus(url, { method: "OPTIONS", headers: preflight }), 204);
});
