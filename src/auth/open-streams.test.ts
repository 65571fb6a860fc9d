import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { EventLog, LogEvent } from "../../schema/ports/event-log.ts";
import { endingLog } from "./ending-log.ts";
import { OpenStreams } from "./open-streams.ts";
import type { Requester } from "./requester.ts";
import type { EndReason } from "./stream-end.ts";
import { inMs } from "./testing/tokens.ts";

const requester = (over: Partial<Principal> = {}): Requester => ({
  principal: { ...localPrincipal, kind: "USER", tenant: "acme", subject: "ada", ...over },
  reason: null,
  address: null,
});

/** A log whose streams never say anything, and the number of those that ended. */
function silentLog() {
  const log = { ended: 0 } as { ended: number } & EventLog;
  const stream = {
    next: () => new Promise<never>(() => {}),
    return: () => Promise.resolve({ done: true as const, value: undefined, ended: log.ended++ }),
    [Symbol.asyncIterator]: () => stream,
  } as unknown as AsyncIterableIterator<LogEvent>;
  log.subscribe = () => Promise.resolve(stream);
  log.page = () => Promise.resolve({ items: [] } as never);
  return log;
}
const options = { after: null, deltas: true };
const codeOf = (error: { extensions: { code: string; retryable: boolean } }) =>
  `${error.extensions.code} ${error.extensions.retryable}`;

async function endOf(streams: OpenStreams, one: Requester, act: () => void) {
  const log = silentLog();
  const stream = await endingLog(log, one, streams).subscribe("conversation_1", options);
  const waiting = stream.next().then(() => "an event", codeOf);
  act();
  const end = await waiting;
  assert.equal(log.ended, 1, "the source has ended");
  assert.equal(streams.size, 0, "nothing is left");
  return end;
}

test("a stream ends at most one check after its credential, with an error that resumes", async () => {
  const streams = new OpenStreams(undefined, 20);
  const expiresAt = inMs(100);
  assert.equal(await endOf(streams, requester({ expiresAt }), () => {}), "UNAUTHENTICATED true");
  const late = Date.now() - expiresAt.getTime();
  assert.ok(late >= 0 && late < 500, `${late} ms late`);
});

test("revocations end the streams that they concern; while they cannot be read, all end", async () => {
  let [revoked, healthy] = [false, true];
  const streams = new OpenStreams({ isRevoked: () => revoked, healthy: () => healthy });
  const end = (act: () => void) => endOf(streams, requester(), () => (act(), streams.check()));
  assert.equal(await end(() => (revoked = true)), "UNAUTHENTICATED false");
  revoked = false;
  assert.equal(await end(() => (healthy = false)), "UNAVAILABLE true");
});

test("a withdrawn share ends the reader's streams of this object alone", async () => {
  const streams = new OpenStreams();
  const ended: string[] = [];
  const [ada, ben] = [requester(), requester({ subject: "ben" })];
  const open = (one: Requester, id: string) =>
    streams.add(one, {
      id,
      end: (reason: EndReason) => ended.push(`${one.principal.subject} ${id} ${reason}`),
    });
  const closes = [open(ada, "a"), open(ada, "b"), open(ben, "a")];
  assert.deepEqual([...streams.readersOf("a")], [ada, ben]);
  streams.end(({ principal }, id) => principal.subject === "ada" && id === "a", "UNSHARED");
  assert.deepEqual(ended, ["ada a UNSHARED"]);
  for (const close of closes) close();
  assert.equal(streams.size, 0);
});

test("after a renewal streams end with the fresh credential", () => {
  const streams = new OpenStreams();
  const ended: EndReason[] = [];
  const before = requester();
  const close = streams.add(before, { id: null, end: (reason) => ended.push(reason) });
  streams.renew(before, requester({ expiresAt: inMs(-1) }));
  streams.check();
  assert.deepEqual(ended, ["EXPIRED"]);
  close();
});

test("a page that waited is not answered after the end of its credential", async () => {
  const streams = new OpenStreams();
  const log = endingLog(silentLog(), requester({ expiresAt: inMs(-1) }), streams);
  await assert.rejects(log.page("conversation_1", {}, 1_000), /expired/);
});

test("the owner of the machine is not registered", async () => {
  const log = silentLog();
  assert.equal(
    endingLog(log, { ...requester(), principal: localPrincipal }, new OpenStreams()),
    log,
  );
});
