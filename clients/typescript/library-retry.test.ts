import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "graphql-ws";
import { assign } from "./assign.ts";
import { actionFor, behind, startAt } from "./position.ts";
import { startTcpProxy } from "./testing/tcp-proxy.ts";
import { numbers, query } from "./testing/read.ts";
import { type SampleEvent, wholeLog } from "./testing/sample-log.ts";
import { startStreamServer } from "./testing/stream-server.ts";

/** What graphql-ws hands out with its own retry: after a cut it asks again from the first cursor. */
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

test("a reader with graphql-ws' own retry gets events again, and notices by the numbers alone", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 12, 3));
  let connections = 0;
  using cutter = startTcpProxy(server.port, () => [1_500, 3_000][connections++] ?? 0);
  const url = `ws://127.0.0.1:${cutter.port}/graphql`;
  const events = await readWithLibraryRetry(url);
  assert.deepEqual(server.afters, [null, null, null]);
  const facts = events.filter(({ __typename }) => __typename === "Fact");
  assert.ok(facts.length > 12, `only ${facts.length} facts, nothing came twice`);

  let place = startAt(undefined);
  let text = "";
  const seen: number[] = [];
  const texts: string[] = [];
  for (const event of events) {
    const decision = actionFor(place, event);
    if (decision === "skip") continue;
    assert.equal(decision, "apply");
    place = behind(event);
    if (event.__typename === "Fact") {
      seen.push(event.seq);
      texts.push(text);
      text = "";
    } else text = assign(text, { offset: event.offset ?? 0, text: event.text ?? "" });
  }
  assert.deepEqual(seen, numbers(12));
  assert.deepEqual([...texts.slice(1), text], numbers(12).map((n) => `${n}.0;${n}.1;${n}.2;`));
});
