import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Api,
  readUntil,
  ruleBreaks,
  screen,
  type SeenEvent,
  turnEnds,
} from "../support/api.ts";
import { openCuttingProxy } from "../support/cutting-proxy.ts";
import { readSse, sseUrl } from "../support/sse.ts";

const storedEvents = (events: SeenEvent[]) => events.filter((e) => e.__typename !== "TextDelta");

/** Server-sent events on a stack that runs already. */
export function sseTests(given: () => { api: Api; agent: string }): void {
  test("SSE: an EventSource that is cut resumes by itself, without a lost or doubled event", async () => {
    const { api, agent } = given();
    await using proxy = openCuttingProxy(api.url);
    const id = await api.start(agent, "Explain dividends in about 150 words");
    let cuts = 0;
    const through = readSse(sseUrl(proxy.url, id), (event) => {
      if (event.__typename === "TextDelta" && cuts < 1) cuts += proxy.cut();
      return turnEnds()(event);
    });
    const [cut, whole] = await Promise.all([through, readUntil(api.follow(id), turnEnds())]);
    assert.equal(cuts, 1);
    assert.equal(cut.opened, 2);
    assert.deepEqual(ruleBreaks(storedEvents(cut.events)), []);
    assert.deepEqual(
      storedEvents(cut.events).map((e) => e.seq),
      storedEvents(whole).map((e) => e.seq),
    );
    assert.deepEqual(cut.ids, cut.events.map((e) => e.cursor));
    const { entries } = await api.read(id);
    const texts = screen(cut.events).entries.map((e) => e.parts.map((p) => p.text).join(""));
    assert.deepEqual(texts, entries.nodes.map((e) => e.text));
  });

  test("SSE: Last-Event-ID wins over `after`, and the stream ends with `complete`, also for a client that reconnects", async () => {
    const { api, agent } = given();
    const id = await api.start(agent);
    const { eventCursor: first } = await api.read(id);
    await api.close(id);
    const whole = await readSse(sseUrl(api.url, id));
    assert.equal(whole.events.at(-1)?.__typename, "ConversationClosed");
    assert.ok(whole.completed);
    const lastId = whole.ids.at(-1) ?? "";
    const headers = { accept: "text/event-stream", "last-event-id": lastId };
    const again = await fetch(sseUrl(api.url, id, first), { headers });
    assert.deepEqual([again.status, await again.text()], [204, ""], "which ends an EventSource");
    const asked = { accept: "text/event-stream" };
    const plain = await fetch(sseUrl(api.url, id, lastId), { headers: asked });
    assert.match(await plain.text(), /^retry: \d+\n\nevent: complete\ndata:\n\n$/);
  });

  test("SSE: a refused request gets its code and completes", async () => {
    const { api, agent } = given();
    const id = await api.start(agent);
    const none = await readSse(sseUrl(api.url, "conversation_none"));
    assert.deepEqual([none.codes, none.completed], [["NOT_FOUND"], true]);
    const bad = await readSse(sseUrl(api.url, id, "rubbish"));
    assert.deepEqual([bad.codes, bad.completed], [["BAD_CURSOR"], true]);
  });
}
