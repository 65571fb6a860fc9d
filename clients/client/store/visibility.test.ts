import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startFakeApi } from "./testing/fake-api.ts";
import { openAnswer, openTurn } from "./testing/fake-events.ts";
import { watchConversation } from "./testing/watch.ts";

/** The document of a page, which this process does not have. */
class FakeDocument extends EventTarget {
  visibilityState = "visible";
  turn(state: "hidden" | "visible") {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

const page = new FakeDocument();
Object.assign(globalThis, { document: page });
after(() => void delete (globalThis as { document?: unknown }).document);

test("a page that stays hidden closes its socket, and goes on after the last event when it is shown", async () => {
  await using api = startFakeApi();
  const conversation = api.conversation("c");
  openTurn(conversation);
  using watch = watchConversation(api.url, "c", {
    storage: null,
    hiddenAfterMs: 50,
  });
  await watch.until(({ connection }) => connection.state === "open");
  page.turn("hidden");
  await api.server.empty();
  await watch.until(({ connection }) => connection.state === "paused");
  conversation.write(openAnswer(conversation), "while it was hidden");
  page.turn("visible");
  await watch.until(({ entries }) => entries.length === 2);
  assert.deepEqual(api.server.afters, ["c:3", "c:3"]);
});

test("a page that is hidden for a moment keeps its socket", async () => {
  await using api = startFakeApi();
  openTurn(api.conversation("c"));
  using watch = watchConversation(api.url, "c", {
    storage: null,
    hiddenAfterMs: 60_000,
  });
  await watch.until(({ connection }) => connection.state === "open");
  page.turn("hidden");
  page.turn("visible");
  openAnswer(api.conversation("c"));
  await watch.until(({ entries }) => entries.length === 2);
  assert.equal(api.server.params.length, 1);
});

test("a device that is online again sends what waits at once", async () => {
  await using api = startFakeApi();
  const { random } = Math;
  Math.random = () => 0.999;
  api.isUp = false;
  using watch = watchConversation(api.url, "c", { storage: null });
  const sent = watch.store.send("hello");
  const attempts = () => api.received.filter(({ operation }) => operation === "StoreSend").length;
  while (attempts() < 4) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  Math.random = random;
  api.isUp = true;
  const start = performance.now();
  globalThis.dispatchEvent(new Event("online"));
  assert.ok((await sent).ok);
  const waited = performance.now() - start;
  assert.ok(
    waited < 1_500,
    `${waited} ms, though the next attempt was due after 2,000`,
  );
});
