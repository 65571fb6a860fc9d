import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient } from "graphql-ws";
import { encodeCursor } from "../../protocol/log/cursor.ts";
import { connect, type Sql } from "../../store/mod.ts";
import { raiseEpoch } from "../../store/log/epoch.ts";
import { purgeOldEvents } from "../../store/log/purge-old-events.ts";
import { postgresPlace } from "../../cli/stack/postgres/folders.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { readUntil, ruleBreaks, type SeenEvent, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { eventually } from "../support/test-stack.ts";
import { assertReaderMatchesStore, assertSameEvents } from "../support/assert-events.ts";
import { closeCodeOf, sseOf } from "../support/wire.ts";
import { analyst, t } from "./log-stack.ts";

let sql: Sql;
let urls: string[];
before(() => {
  sql = connect(t.database.urls.database, { name: "test" });
  urls = t.stack.urls.apis.map((url) => `${url}/graphql`);
});
after(() => sql.end({ timeout: 1 }));

/** A reader of the conversation at every API, until its turn ends. */
const everywhere = (id: string, on: (e: SeenEvent) => void = () => {}) =>
  Promise.all(urls.map((url) =>
    readUntil(t.api.follow(id, undefined, url), (e) => {
      on(e);
      return turnEnds()(e);
    })
  ));

/** Follows at every API and calls `fault` once, when the first text arrives. */
async function followedThrough(id: string, fault: () => unknown) {
  let began: unknown;
  const all = await everywhere(id, (e) => {
    if (e.__typename === "TextDelta") began ??= fault() ?? true;
  });
  assert.ok(began, "the fault came while text was streaming");
  await began;
  for (const events of all) await assertReaderMatchesStore(t.api, id, events);
  await assertSameEvents(t.api, id, all[0] ?? [], urls[1]);
}

test("two API processes serve the same stream, while it is written and afterwards", async () => {
  const id = await t.api.start(analyst, "What do NVDA and AMD cost?");
  const [a = [], b = []] = await everywhere(id);
  for (const events of [a, b]) await assertReaderMatchesStore(t.api, id, events);
  await assertSameEvents(t.api, id, a, urls[1]);
  await assertSameEvents(t.api, id, b, urls[0]);
});

test("the LISTEN connections are ended by the server: readers notice nothing", async () => {
  const id = await t.api.start(analyst, "Explain bonds in about 120 words");
  await followedThrough(id, async () =>
    await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'tramontane-log-listen'`);
});

test("all connections of the APIs stop delivering: new ones are opened, readers get the rest", async () => {
  const id = await t.api.start(analyst, "Explain shares in about 120 words");
  await followedThrough(id, () => t.apiProxy.freeze());
});

test("PostgreSQL restarts during an answer: readers get the rest", async () => {
  const id = await t.api.start(analyst, "Explain funds in about 200 words");
  await followedThrough(id, async () => {
    await t.database.stopPart("postgres");
    await t.database.startPart("postgres");
  });
});

test("an API is killed during an answer: its readers resume at the other one", async () => {
  const id = await t.api.start(analyst, "Explain options in about 200 words");
  const before: SeenEvent[] = [];
  for await (const event of t.api.follow(id, undefined, urls[1])) {
    before.push(event);
    if (event.__typename === "TextDelta") break;
  }
  await t.stack.kill("api-2", "SIGKILL");
  const rest = await readUntil(t.api.follow(id, before.at(-1)?.cursor, urls[0]), turnEnds());
  await t.stack.startPart("api-2");
  await assertReaderMatchesStore(t.api, id, [...before, ...rest]);
});

test("an API that stops closes sockets with 1001 and ends SSE with a hint to resume", async () => {
  const id = await t.api.start(analyst);
  const url = urls[1] ?? "";
  const begun = Promise.withResolvers<void>();
  const client = createClient({ url: url.replace(/^http/, "ws"), lazy: false, retryAttempts: 0 });
  const closed = new Promise<number>((resolve) =>
    client.on("closed", (event) => resolve((event as CloseEvent).code))
  );
  client.subscribe({ query: documents.events, variables: { id } }, {
    next: () => {},
    error: () => {},
    complete: () => {},
  });
  const sse: { event?: string; data?: string }[] = [];
  const reading = (async () => {
    for await (const frame of sseOf(url, documents.events, { id })) {
      sse.push(frame);
      begun.resolve();
    }
  })();
  const { eventCursor } = await t.api.send(id, "hello");
  await begun.promise;
  await readUntil(t.api.follow(id, eventCursor, urls[0]), turnEnds());
  await t.stack.stopPart("api-2");
  assert.equal(await closed, 1001);
  await reading;
  const last = sse.at(-1);
  assert.equal(last?.event, "next", "`complete` would mean the end");
  assert.match(last?.data ?? "", /"SHUTTING_DOWN"/);
  assert.match(last?.data ?? "", /"retryable":true/);
  await t.stack.startPart("api-2");
});

test("SSE resumes by Last-Event-ID at the other API, and ends with the stream", async () => {
  const id = await t.api.start(analyst, "hello there");
  await readUntil(t.api.follow(id), turnEnds());
  const first: SeenEvent[] = [];
  let last: string | undefined;
  for await (const frame of sseOf(urls[0] ?? "", documents.events, { id })) {
    first.push(JSON.parse(frame.data ?? "").data.event);
    last = frame.id;
    if (first.length === 3) break;
  }
  await t.api.close(id);
  const rest: SeenEvent[] = [];
  const events: (string | undefined)[] = [];
  for await (const frame of sseOf(urls[1] ?? "", documents.events, { id }, last)) {
    events.push(frame.event);
    if (frame.event === "next") rest.push(JSON.parse(frame.data ?? "").data.event);
  }
  assert.deepEqual(ruleBreaks([...first, ...rest]), []);
  assert.equal(rest.at(-1)?.__typename, "ConversationClosed");
  assert.equal(events.at(-1), "complete");
});

/** The code with which each transport refuses this cursor. */
async function refusals(id: string, after: string): Promise<string[]> {
  const socket = await readUntil(t.api.follow(id, after), () => true, 10_000)
    .then(() => "none", (error) => error.code ?? String(error));
  let sse = "none";
  for await (const frame of sseOf(urls[1] ?? "", documents.events, { id, after })) {
    sse = JSON.parse(frame.data || "{}").errors?.[0]?.extensions?.code ?? sse;
  }
  const page = await t.api.run(documents.eventPage, { id, after })
    .then(() => "none", (error) => error.code ?? String(error));
  return [socket, sse, page];
}
const three = (code: string) => [code, code, code];

test("cursors that are malformed, foreign, ahead, of an older epoch or expired get their error on every transport", async () => {
  const [id, other] = await Promise.all([1, 2].map(() => t.api.start(analyst, "hello")));
  if (!id || !other) throw new Error("not started");
  const seen = await readUntil(t.api.follow(id), turnEnds());
  const [, epoch = ""] = atob((seen[0]?.cursor ?? "").replace(/-/g, "+").replace(/_/g, "/")).split(
    ".",
  );
  const cursor = (of: { epoch?: string; streamId?: string; seq?: number }) =>
    encodeCursor({ epoch, streamId: id, seq: 1, ...of });
  assert.deepEqual(await refusals(id, "rubbish"), three("BAD_CURSOR"));
  assert.deepEqual(await refusals(id, cursor({ streamId: other })), three("BAD_CURSOR"));
  assert.deepEqual(await refusals(id, cursor({ seq: 10_000 })), three("BAD_CURSOR"));
  assert.deepEqual(await refusals(id, cursor({ epoch: "0123456789" })), three("CURSOR_EXPIRED"));
  await sql`update events set at = now() - interval '31 days' where stream_id = ${id} and seq <= 4`;
  assert.equal(await purgeOldEvents(sql, 30 * 24 * 60 * 60 * 1_000), 4);
  assert.deepEqual(await refusals(id, cursor({ seq: 3 })), three("CURSOR_EXPIRED"));
  const kept = await readUntil(t.api.follow(id), turnEnds());
  assert.equal(
    kept[0]?.seq,
    5,
    "a reader without a cursor begins at the oldest event that is kept",
  );
});

test("a protocol error closes the connection with its code, and the process goes on", async () => {
  const url = urls[0] ?? "";
  const init = (socket: WebSocket) => socket.send('{"type":"connection_init"}');
  const twice = { id: "1", type: "subscribe", payload: { query: documents.events } };
  const subscribe = JSON.stringify({
    ...twice,
    payload: { ...twice.payload, variables: { id: await t.api.start(analyst) } },
  });
  const codes = {
    "not JSON": await closeCodeOf(url, (s) => s.send("{")),
    "unknown type": await closeCodeOf(url, (s) => s.send('{"type":"nonsense"}')),
    "binary": await closeCodeOf(url, (s) => s.send(new Uint8Array([1, 2, 3]))),
    "too big": await closeCodeOf(url, (s) => s.send(`"${"x".repeat(2_000_000)}"`)),
    "too early": await closeCodeOf(url, (s) => s.send(subscribe)),
    "init twice": await closeCodeOf(url, (s) => (init(s), init(s))),
    "no init": await closeCodeOf(url, () => {}),
    "an id twice": await closeCodeOf(url, (s) => {
      init(s);
      s.onmessage = ({ data }) => {
        if (JSON.parse(data).type === "connection_ack") (s.send(subscribe), s.send(subscribe));
      };
    }),
    "another subprotocol": await closeCodeOf(url, () => {}, "graphql-ws"),
  };
  assert.deepEqual(codes, {
    "not JSON": 4400,
    "unknown type": 4400,
    "binary": 4400,
    "too big": 1009,
    "too early": 4401,
    "init twice": 4429,
    "no init": 4408,
    "an id twice": 4409,
    "another subprotocol": 4406,
  });
  assert.equal((await fetch(new URL("/livez", url))).status, 200);
});

test("data restored from a cold copy: older cursors are refused, open readers get an error", async () => {
  const id = await t.api.start(analyst, "hello before");
  await readUntil(t.api.follow(id), turnEnds());
  const { data } = await postgresPlace(t.database.home.path);
  await t.database.stopPart("postgres");
  await runCommand("cp", ["-a", data, `${data}.copy`], { cwd: "/" });
  await t.database.startPart("postgres");
  await eventually(
    "the API reaches the database",
    () => t.api.read(id).then(() => true, () => false),
  );
  const lost = await t.api.send(id, "hello that will be lost");
  const seen = await readUntil(t.api.follow(id, lost.eventCursor), turnEnds());
  const watching = readUntil(t.api.follow(id, seen.at(-1)?.cursor), () => true);
  const refusal = watching.then(() => "none", (error) => error.code);
  await t.stack.stopPart("worker");
  await t.database.stopPart("postgres");
  await runCommand("rm", ["-r", data], { cwd: "/" });
  await runCommand("mv", [`${data}.copy`, data], { cwd: "/" });
  await t.database.startPart("postgres");
  await raiseEpoch(sql);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'tramontane-log-listen'`;
  await t.stack.startPart("worker");
  assert.equal(await refusal, "CURSOR_EXPIRED");
  assert.deepEqual(await refusals(id, seen.at(-1)?.cursor ?? ""), three("CURSOR_EXPIRED"));
  await eventually(
    "the API reaches the database",
    () => t.api.read(id).then(() => true, () => false),
  );
  const again = await t.api.send(id, "hello after");
  await readUntil(t.api.follow(id, again.eventCursor), turnEnds());
});
