import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, carried, readMessages } from "./carry.ts";
import { cleanValue, maxDepth, tooDeep } from "./clean-value.ts";
import { LineBuffer } from "./line-buffer.ts";
import { maxAnswerBytes } from "./limits.ts";
import { parseLenient } from "./parse-lenient.ts";
import { readStream } from "./read-stream.ts";

const waiting = { id: 7, method: "tools/call" };
const bytes = (text: string) => new TextEncoder().encode(text);

test("JSON with the usual deviations of servers is parsed", () => {
  const given: [string, unknown][] = [
    ['{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN -Infinity"}', {
      a: null,
      b: [null, null],
      c: "NaN -Infinity",
    }],
    ['{"a":"line\nbreak\u0000\\"NaN"}', { a: 'line\nbreak\u0000"NaN' }],
    ["\ufeff[1]", [1]],
    ['{"id":12345678901234567890,"v":1e400,"d":0.1234567890123456789}', {
      id: "12345678901234567890",
      v: "1e400",
      d: 0.12345678901234568,
    }],
    ['{"__proto__":{"x":1}}', JSON.parse('{"__proto__":{"x":1}}')],
  ];
  for (const [text, value] of given) assert.deepEqual(parseLenient(text), value);
  for (const text of ["{oops", "", "Nan", "<html>", '{"a":1,}', '"open', "undefined"]) {
    assert.throws(() => parseLenient(text), SyntaxError, text);
  }
});

test("texts and keys are cleaned for the database, and depth is limited", () => {
  const given = { "k\u0000": ["a\ud83d", "😀", { "\udc00": null }] };
  assert.deepEqual(cleanValue(given), { "k\ufffd": ["a\ufffd", "😀", { "\ufffd": null }] });
  const deep = cleanValue(JSON.parse("[".repeat(100_000) + "]".repeat(100_000)));
  assert.equal(JSON.stringify(deep), `${"[".repeat(maxDepth)}"${tooDeep}"${"]".repeat(maxDepth)}`);
});

test("an answer belongs to its request by its id, as number or text; an error may have no id", () => {
  const given = [
    '"id":7,"result":{}',
    '"id":"7","result":{}',
    '"id":null,"error":{"code":1,"message":"m"}',
  ];
  for (const one of given) {
    const [message = {}] = readMessages({ text: `{"jsonrpc":"2.0",${one}}`, cut: false }, waiting);
    assert.ok(answers(message, waiting), one);
  }
  const [other = {}] = readMessages({ text: '{"id":8,"result":{}}', cut: false }, waiting);
  assert.ok(!answers(other, waiting));
  const [odd] = readMessages({ text: '{"id":7,"error":"boom"}', cut: false }, waiting);
  assert.deepEqual(odd?.error, { code: -32_000, message: "boom" });
});

async function streamed(chunks: Uint8Array[]): Promise<Record<string, unknown>[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(chunk));
      controller.close();
    },
  });
  const text = await new Response(readStream(body, waiting)).text();
  return text.split("\n\n").filter((event) => event !== "")
    .map((event) => JSON.parse(event.replace(/^(id: .*\n)?data: /, "")));
}

test("a stream is parsed the same for any chunks, and ends with the answer", async () => {
  const progress =
    '{"jsonrpc":"2.0","method":"notifications/progress","params":{"message":"a😀\\u0000"}}';
  const answer = '{"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"价格"}]}}';
  const whole = bytes(
    `event: message\r\ndata: ${progress}\r\n\r\n: ping\n\ndata: ${answer}\n\ndata: {"late":1}\n\n`,
  );
  const read = await streamed([whole]);
  assert.deepEqual(read.map((m) => m.method ?? m.id), ["notifications/progress", 7]);
  assert.deepEqual(read[0]?.params, { message: "a😀\ufffd" });
  const { content } = carried(read[1]?.result as object) as { content: { text: string }[] };
  assert.equal(content[0]?.text, "价格");
  for (let at = 1; at < whole.length; at++) {
    assert.deepEqual(
      await streamed([whole.subarray(0, at), whole.subarray(at)]),
      read,
      `cut at ${at}`,
    );
  }
});

test("an answer to another request, and a flood of notifications, are removed from a stream", async () => {
  const notice = 'data: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n';
  const other = 'data: {"jsonrpc":"2.0","id":8,"result":{"content":[]}}\n\n';
  const answer = 'data: {"jsonrpc":"2.0","id":7,"result":{"content":[]}}\n\n';
  const read = await streamed([bytes(other + notice.repeat(5_000) + answer)]);
  assert.equal(read.at(-1)?.id, 7);
  assert.ok(read.every((m) => m.id !== 8) && read.length < 200, String(read.length));
});

test("the end of a stream ends its last event, unless the event was cut", async () => {
  const answer = '{"jsonrpc":"2.0","id":7,"result":{"content":[]}}';
  for (const end of ["", "\n", "\r", "\r\r"]) {
    assert.equal((await streamed([bytes(`data: ${answer}${end}`)]))[0]?.id, 7);
  }
  let from: string | null = null;
  const cut = new Response(`id: 1\ndata:\n\nid: 2\ndata: ${answer.slice(0, 30)}`).body;
  if (!cut) assert.fail();
  await new Response(readStream(cut, waiting, (end) => void (from = end.resumeFrom))).text();
  assert.equal(from, "1", "the event that was cut is to come once more");
});

test("a message that is too long is cut; without text up to there it is no answer", async () => {
  const begin = 'data: {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"hello ';
  const chunk = bytes("x".repeat(1_048_576));
  const many = Array.from({ length: 40 }, () => chunk);
  const [cut] = await streamed(
    [bytes('data: {"method":"m","jsonrpc":"2.0"}\n\n' + begin), ...many].slice(0),
  );
  const last = (await streamed([bytes(begin), ...many])).at(-1);
  assert.match(JSON.stringify(last), /"cut":true,"texts":\["hello xxx/);
  assert.equal(cut?.method, "m");
  const without = (await streamed([bytes("data: "), ...many])).at(-1);
  assert.match(JSON.stringify(without?.error), /more than 4194304 bytes/);
});

test("lines of a program are complete for any chunks, and limited in length", () => {
  const buffer = new LineBuffer(10);
  for (const piece of ["one\r\n\ntw", "o\n0123456789", "abc\nlast"]) buffer.append(bytes(piece));
  const lines = [buffer.take(), buffer.take(), buffer.take(), buffer.take()];
  assert.deepEqual(lines.map((line) => line && [line.text, line.cut]), [
    ["one", false],
    ["two", false],
    ["0123456789", true],
    undefined,
  ]);
  assert.ok(maxAnswerBytes > 1_000_000);
});
