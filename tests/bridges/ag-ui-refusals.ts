import assert from "node:assert/strict";
import { test } from "node:test";
import { type TestStack, unique } from "../support/test-stack.ts";
import { agUiClient, agUiUrl } from "./ag-ui-client.ts";

type Stack = TestStack & { analyst: string };

const bodyOf = (over: object = {}) => ({
  threadId: unique("thread"),
  runId: crypto.randomUUID(),
  messages: [{ id: crypto.randomUUID(), role: "user", content: "What does NVDA cost?" }],
  ...over,
});

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const init = { method: "POST", headers: { "content-type": "application/json", ...headers } };
  const signal = AbortSignal.timeout(20_000);
  const response = await fetch(url, { ...init, signal, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

const framesOf = (text: string) =>
  text.split("\n\n").filter((frame) => frame.includes("data: ")).map((frame) => ({
    id: /^id: (.*)$/m.exec(frame)?.[1],
    event: JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? ""),
  }));

/** What the bridge refuses, and how a stream is resumed. */
export function agUiRefusals(stack: () => Stack) {
  test("bad input is refused with what to do, and changes nothing", async () => {
    const t = stack();
    const url = agUiUrl(t, t.analyst);
    const tools = [{ name: "setTheme", description: "" }];
    const picture = {
      type: "image",
      source: { type: "data", value: "aGk=", mimeType: "image/png" },
    };
    const refused: [body: unknown, expected: RegExp][] = [
      [bodyOf({ threadId: undefined }), /body\.threadId/],
      [bodyOf({ tools }), /setTheme.*MCP server/],
      [bodyOf({ forwardedProps: { whenBusy: "NOW" } }), /whenBusy/],
      [bodyOf({ messages: [{ id: "1", role: "user", content: [picture] }] }), /https address/],
      [bodyOf({ messages: [{ id: "1", role: "user", content: " " }] }), /content\.0/],
      [bodyOf({ messages: [{ id: "1", role: "user", content: "x".repeat(40_000) }] }), /at most/],
    ];
    for (const [body, expected] of refused) {
      const { status, text } = await post(url, body);
      assert.equal(status, 400);
      const { code, message } = JSON.parse(text);
      assert.equal(code, "BAD_USER_INPUT");
      assert.match(message, expected);
    }
    assert.equal((await fetch(url)).status, 405);
    assert.equal((await post(agUiUrl(t, "no-such-agent"), bodyOf())).status, 404);
    assert.equal((await post(agUiUrl(t, `${t.analyst}@999`), bodyOf())).status, 404);
    const foreign = bodyOf({ threadId: await t.api.start(t.analyst) });
    assert.equal((await post(agUiUrl(t, "other"), foreign)).status, 409);
    const missing = bodyOf({ threadId: "conversation_0" });
    assert.equal((await post(url, missing)).status, 404);
    const position = { "last-event-id": "nonsense" };
    const known = bodyOf({ threadId: await t.api.start(t.analyst) });
    assert.equal((await post(url, known, position)).status, 400);
    assert.equal((await t.api.read(known.threadId)).turns.nodes.length, 0);
  });

  test("an id of a message that the thread has with another text is refused, instead of losing the new one", async () => {
    const t = stack();
    const url = agUiUrl(t, t.analyst);
    const of = (content: string) => ({ messages: [{ id: "1", role: "user", content }] });
    const body = bodyOf(of("What does NVDA cost?"));
    assert.equal((await post(url, body)).status, 200);
    const other = await post(url, { ...body, ...of("And AMD?") });
    assert.equal(other.status, 409);
    assert.equal(JSON.parse(other.text).code, "KEY_REUSED");
    const again = await post(url, body);
    assert.deepEqual(framesOf(again.text).at(-1)?.event.outcome, { type: "success" });
  });

  test("a position in a thread without a conversation starts none", async () => {
    const t = stack();
    const url = agUiUrl(t, t.analyst);
    const body = bodyOf();
    const refused = await post(url, body, { "last-event-id": "nonsense" });
    assert.deepEqual([refused.status, JSON.parse(refused.text).code], [400, "BAD_CURSOR"]);
    const empty = await post(url, { ...body, messages: [] });
    const types = framesOf(empty.text).map(({ event }) => event.type);
    assert.deepEqual(types, ["RUN_STARTED", "RUN_FINISHED"]);
    assert.doesNotMatch(empty.text, /conversationId/);
  });

  test("a thread without a conversation is empty, and what has no effect is named", async () => {
    const t = stack();
    const client = agUiClient(t, t.analyst);
    client.agent.messages.push({ id: "1", role: "system", content: "Be brief." });
    client.agent.setState({ theme: "dark" });
    const events = await client.run({ context: [{ description: "page", value: "x" }] });
    assert.deepEqual(events.map(({ type }) => `${type}`), [
      "RUN_STARTED",
      "CUSTOM",
      "RUN_FINISHED",
    ]);
    assert.match(JSON.stringify(events[1]), /state.*context.*system/);
  });

  test("Last-Event-ID resumes: with a snapshot of what was missed, or without one if nothing was", async () => {
    const t = stack();
    const url = agUiUrl(t, `${t.analyst}@1`);
    const body = bodyOf();
    const frames = framesOf((await post(url, body)).text);
    const types = (text: string) => framesOf(text).map(({ event }) => event.type);
    const early = frames.find(({ id }) => id !== undefined);
    const last = frames.findLast(({ id }) => id !== undefined);
    assert.ok(early?.id && last?.id && early.id !== last.id);
    const resumed = await post(url, body, { "last-event-id": early.id });
    assert.deepEqual(types(resumed.text), ["RUN_STARTED", "MESSAGES_SNAPSHOT", "RUN_FINISHED"]);
    const ended = framesOf(resumed.text).findLast(({ id }) => id !== undefined);
    const again = await post(url, body, { "last-event-id": ended?.id ?? "" });
    assert.deepEqual(types(again.text), ["RUN_STARTED", "RUN_FINISHED"]);
  });
}
