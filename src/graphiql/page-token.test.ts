import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { ownScript } from "./page.ts";

type Listener = (event: object) => void;

/** The page's script in a browser of the test: what GraphiQL and the panel send, and the form of the token. */
function openPage() {
  const sent: { type: string; payload?: Record<string, unknown> }[] = [];
  const fetched: { address: string; authorization: string | null }[] = [];
  const eventSources: string[] = [];
  const listeners = new Map<string, Listener>();
  const element = (id: string) => ({
    textContent: id === "tramontane-options" ? '{"workers":{},"graphiql":{}}' : "",
    addEventListener: (name: string, listener: Listener) =>
      listeners.set(`${id} ${name}`, listener),
    replaceChildren() {},
    append() {},
  });
  class Socket {
    send(text: string) {
      sent.push(JSON.parse(text));
    }
  }
  const page = {
    ...{
      Headers,
      URLSearchParams,
      EventTarget,
      MessageEvent,
      AbortController,
      TextDecoderStream,
      crypto,
    },
    document: {
      getElementById: element,
      querySelector: () => null,
      createElement: () => element(""),
    },
    sessionStorage: { getItem: () => null, setItem() {} },
    WebSocket: Socket,
    EventSource: class extends EventTarget {
      constructor(address: string) {
        super();
        eventSources.push(address);
      }
      close() {}
    },
    // Of the page's own requests the one for the state of the processes has no headers; it stays without an answer here.
    fetch: (address: string, init?: { headers: Headers }) => {
      if (init === undefined) return new Promise(() => {});
      fetched.push({ address, authorization: init.headers.get("authorization") });
      return Promise.resolve(new Response(null, { status: 401 }));
    },
    addEventListener: (name: string, listener: Listener) =>
      listeners.set(`window ${name}`, listener),
    setTimeout: () => 0,
    YogaGraphiQL: { renderYogaGraphiQL() {} },
  };
  runInNewContext(ownScript(), page);
  listeners.get("window DOMContentLoaded")?.({});
  const enter = (value: string) =>
    listeners.get("tramontane-token submit")?.({
      preventDefault() {},
      target: { elements: { token: { value } }, querySelector: () => ({}) },
    });
  const socket = new Socket();
  const send = (message: object) => socket.send(JSON.stringify(message));
  return { enter, send, sent, fetched, eventSources };
}

const subscribe = (id: string) => ({
  type: "subscribe",
  payload: {
    query: "subscription ($id: ID!) { conversationEvents(id: $id) { __typename } }",
    variables: { id },
  },
});

test("a subscription of the editor opens its socket with the entered token, beside what GraphiQL sends", () => {
  const { enter, send, sent } = openPage();
  enter(" tmk_1 ");
  send({ type: "connection_init", payload: { "x-other": "1" } });
  send({ type: "connection_init" });
  assert.deepEqual(sent.map(({ payload }) => payload), [
    { "x-other": "1", token: "tmk_1" },
    { token: "tmk_1" },
  ]);
});

test("without a token, and after it was removed, the socket is opened as GraphiQL does", () => {
  const { enter, send, sent } = openPage();
  send({ type: "connection_init", payload: {} });
  enter("tmk_1");
  enter("");
  send({ type: "connection_init", payload: {} });
  assert.deepEqual(sent, [
    { type: "connection_init", payload: {} },
    { type: "connection_init", payload: {} },
  ]);
});

test("the panel follows the subscribed conversation with the token in a header, never in the address", async () => {
  const { enter, send, sent, fetched, eventSources } = openPage();
  enter("tmk_1");
  send(subscribe("conversation_1"));
  assert.equal(sent[0]?.type, "subscribe");
  const seen = await poll(() => Promise.resolve(fetched[0]), {
    ...{ withinMs: 5_000, everyMs: 10, what: "the panel asks for events" },
  });
  assert.equal(seen.authorization, "Bearer tmk_1");
  assert.doesNotMatch(seen.address, /tmk_/);
  assert.deepEqual(eventSources, []);
});

test("without a token the panel uses the browser's EventSource", () => {
  const { send, fetched, eventSources } = openPage();
  send(subscribe("conversation_1"));
  assert.equal(eventSources.length, 1);
  assert.deepEqual(fetched, []);
});
