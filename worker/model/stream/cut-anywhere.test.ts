import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { derivedId } from "../../../store/ids.ts";
import { joined } from "../testing/wire-answer.ts";
import { Transcript } from "../answer/transcript.ts";
import type { AnswerEvent } from "./answer-event.ts";
import { EventReader } from "./event-reader.ts";
import { Frames } from "./frames.ts";
import { eventsOfAnswer } from "./json-answer.ts";

const recorded = new URL("../testing/recorded/", import.meta.url);
const texts = (name: string) => readFileSync(new URL(name, recorded), "utf8");
const event = (fields: object, end = "\n") => `data: ${JSON.stringify(fields)}${end}${end}`;
const said = (content: unknown, more: object = {}) => ({
  ...{ type: "message.output.delta", id: "m", output_index: 0, content, ...more },
});
const done = { type: "conversation.response.done", usage: { input_tokens: 1, output_tokens: 2 } };
const started = { type: "conversation.response.started", conversation_id: "cönv" };
const many = (end: string) =>
  [
    started,
    said("né 😀 "),
    said("\ud83d"),
    said("\ude00 汉字"),
    said({ type: "text", text: "!" }),
    done,
  ]
    .map((e) => `event: x${end}${event(e, end)}`).join(`: keepalive${end}${end}`);

/** Streams of our own: line ends, characters of several bytes, halves of pairs, several lines, a marker, no last line. */
const own: Record<string, string> = {
  "line feeds": many("\n"),
  "both line ends": many("\r\n"),
  "carriage returns": `\ufeff${many("\r")}`,
  "data over several lines":
    'data: {"type":"conversation.response.started",\r\ndata:"conversation_id":\ndata: "c"}\r\n\r\n' +
    `data: [${JSON.stringify(said("é"))},\ndata: ${JSON.stringify(done)}]\n\n`,
  "a marker and no last line": `${event(said("x", { id: null }))}data: [DONE]\n\ndata: ${
    JSON.stringify(done)
  }`,
  "calls in pieces": [
    started,
    { type: "function.call.delta", tool_call_id: "a", name: "p__q", arguments: '{"s":"' },
    { type: "function.call.delta", tool_call_id: "b", name: "p__q", arguments: { s: "汉" } },
    { type: "function.call.delta", tool_call_id: "a", arguments: '😀"}' },
    done,
  ].map((e) => event(e)).join(""),
};
const streams = {
  ...Object.fromEntries(
    readdirSync(recorded).filter((n) => n.endsWith(".sse")).map((n) => [n, texts(n)]),
  ),
  ...own,
};

/** The result of an answer, whatever pieces it came in. */
function outcome(events: readonly AnswerEvent[]) {
  const entryId = (kind: "message" | "tool" | "handoff", n: number) =>
    derivedId(kind, "call", 1, n);
  const transcript = new Transcript({ step: 0, versionId: "v", entryId });
  const progress = events.map((e) => transcript.add(e));
  const chunks = progress.flatMap((p) => p.chunks);
  for (const { text } of chunks) {
    assert.equal(Buffer.from(text).toString(), text, "half a character");
  }
  const { remoteId, lastEntryId, usage, ended } = transcript;
  const parts = new Map(
    chunks.map((c) => [`${c.entryId}/${c.part}`, joined(chunks, c.entryId, c.part)]),
  );
  const opened = progress.flatMap((p) => p.opened);
  return { remoteId, lastEntryId, usage, ended, opened, entries: transcript.entries(), parts };
}

function read(pieces: Iterable<Uint8Array>) {
  const [frames, reader] = [new Frames(), new EventReader()];
  const events: AnswerEvent[] = [];
  for (const piece of pieces) events.push(...reader.read(frames.take(piece)));
  events.push(...reader.read(frames.end()));
  reader.end();
  return outcome(events);
}

for (const [name, text] of Object.entries(streams)) {
  test(`${name}: cut at any byte, or at all of them, it is the same answer`, () => {
    const bytes = new TextEncoder().encode(text);
    const whole = read([bytes]);
    assert.equal(whole.ended, true);
    assert.ok(whole.entries.length > 0);
    for (let at = 1; at < bytes.length; at++) {
      assert.deepEqual(read([bytes.subarray(0, at), bytes.subarray(at)]), whole, `cut at ${at}`);
    }
    assert.deepEqual(read(Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
  });
}

test("recorded answers have the expected entries", () => {
  const lookUp = (name: string) => read([new TextEncoder().encode(texts(name))]);
  const [hosted, message] = lookUp("code-interpreter.sse").entries;
  assert.deepEqual(hosted?.kind === "hosted" && [hosted.arguments, hosted.result], [
    { code: "21 * 2" },
    "42\n",
  ]);
  assert.deepEqual(message?.kind === "message" && message.content, [{ type: "text", text: "42" }]);
  assert.deepEqual(lookUp("code-interpreter.sse").usage, { inputTokens: 220, outputTokens: 19 });
  assert.equal(lookUp("plain.sse").lastEntryId, "msg_019f13ba5d6576a8aa1084b86816b354");
  assert.equal(lookUp("web-search-documented.sse").remoteId, "conv_1");
  const restart = outcome(eventsOfAnswer(texts("restart.json")));
  assert.deepEqual(restart.usage, { inputTokens: 34, outputTokens: 3 });
  assert.equal(restart.lastEntryId, "msg_01a10c8730ff753b89b4240d53aa390d");
});

test("generated streams have the expected entries", () => {
  const of = (name: string) => read([new TextEncoder().encode(own[name])]);
  for (const name of ["line feeds", "both line ends", "carriage returns"]) {
    const [message] = of(name).entries;
    assert.deepEqual(message?.kind === "message" && message.content, [
      { type: "text", text: "né 😀 😀 汉字!" },
    ]);
    assert.equal(of(name).remoteId, "cönv");
  }
  assert.deepEqual(of("calls in pieces").entries.map((e) => e.kind === "tool" && e.arguments), [
    { s: "😀" },
    { s: "汉" },
  ]);
});
