import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import type { EventLog, LogEvent } from "../../schema/ports/event-log.ts";
import { endingLog } from "./ending-log.ts";
import { OpenStreams } from "./open-streams.ts";

const requester = {
  principal: { ...localPrincipal, kind: "USER" as const, subject: "ada" },
  ...{ reason: null, address: null },
};

/** The stream of a log whose source has one event and then waits, and what its reader got when. */
async function opened() {
  const streams = new OpenStreams();
  let isReturned = false;
  const event = {} as LogEvent;
  const queue = [event];
  const source: AsyncIterableIterator<LogEvent, undefined> = {
    next: () => {
      const value = queue.shift();
      return value ? Promise.resolve({ done: false, value }) : new Promise(() => {});
    },
    return: () => ((isReturned = true), Promise.resolve({ done: true, value: undefined })),
    [Symbol.asyncIterator]: () => source,
  };
  const log = { subscribe: () => Promise.resolve(source) } as unknown as EventLog;
  const stream = await endingLog(log, requester, streams).subscribe("conversation_1", {
    ...{ after: null, deltas: false },
  });
  return {
    streams,
    stream,
    event,
    isReturned: () => isReturned,
    end: () => streams.end(() => true, "REVOKED"),
  };
}

test("a reader that waits gets the error once, then the stream is done", async () => {
  const { stream, event, end, isReturned, streams } = await opened();
  assert.deepEqual(await stream.next(), { done: false, value: event });
  const waiting = stream.next();
  end();
  await assert.rejects(waiting, /revoked/);
  for (let i = 0; i < 3; i++) {
    assert.deepEqual(await stream.next(), { done: true, value: undefined });
  }
  assert.equal(isReturned(), true);
  assert.equal(streams.size, 0);
});

test("a reader that does not wait gets the error with its next call, once", async () => {
  const { stream, end } = await opened();
  await stream.next();
  end();
  end();
  await assert.rejects(stream.next(), /revoked/);
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});
