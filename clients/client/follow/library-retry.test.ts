import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "graphql-ws";
import { assign } from "../view/assign.ts";
import { actionFor, positionAfter, startAt } from "./position.ts";
import { startTcpProxy } from "../testing/tcp-proxy.ts";
import { numbers, query } from "../testing/read.ts";
import { type SampleEvent, wholeLog } from "../testing/sample-log.ts";
import { startStreamServer } from "../testing/stream-server.ts";

/** Events of graphql-ws with its own retry, which subscribes again with the first cursor after a cut. */
async function readWithLibraryRetry(url: string) {
  const client = createClient({
    url,
    retryAttempts: 9,
    retryWait: () => Promise.resolve(),
    shouldRetry: () => true,
  });
  const events: SampleEvent[] = [];
  const payload = { query, variables: { after: null } };
  for await (const { data } of client.iterate<{ events: SampleEvent }>(payload)) {
    if (data) events.push(data.events);
  }
  await client.dispose();
  return events;
}

test("with the retry of graphql-ws, events arrive twice and their numbers show it", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 12, 3));
  let connections = 0;
  using proxy = startTcpProxy(server.port, () => [1_500, 3_000][connections++] ?? 0);
  const url = `ws://127.0.0.1:${proxy.port}/graphql`;
  const events = await readWithLibraryRetry(url);
  assert.deepEqual(server.afters, [null, null, null]);
  const stored = events.filter(({ __typename }) => __typename === "StoredEvent");
  assert.ok(stored.length > 12, `only ${stored.length} events, none came twice`);

  let position = startAt(undefined);
  let text = "";
  const seen: number[] = [];
  const texts: string[] = [];
  for (const event of events) {
    const action = actionFor(position, event);
    if (action === "skip") continue;
    assert.equal(action, "apply");
    position = positionAfter(event);
    if (event.__typename === "StoredEvent") {
      seen.push(event.seq);
      texts.push(text);
      text = "";
    } else text = assign(text, { offset: event.offset ?? 0, text: event.text ?? "" });
  }
  assert.deepEqual(seen, numbers(12));
  assert.deepEqual([...texts.slice(1), text], numbers(12).map((n) => `${n}.0;${n}.1;${n}.2;`));
});
