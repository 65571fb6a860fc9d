import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { type AnswerLine, showEvent } from "../../src/graphiql/answer.ts";
import { followQuery } from "../../src/graphiql/followed.ts";
import type { Api } from "../support/api.ts";
import { unique } from "../support/test-stack.ts";

/** GraphiQL on a stack that runs already: its page over real HTTP, its panel on real events. */
export function graphiqlTests(given: () => { api: Api }): void {
  test("GraphiQL: a browser gets a small page and compressed files, and caches them", async () => {
    const { api } = given();
    const accept = "text/html,application/xhtml+xml";
    const html = (await read(api.url, { accept })).toString();
    const [path = ""] = /\/graphiql\/graphiql\.\w+\.js/.exec(html) ?? [];
    const file = new URL(path, api.url).href;
    const packed = await open(file, { "accept-encoding": "gzip, deflate, br" });
    const { "content-encoding": encoding, "content-length": length, vary, etag } = packed.headers;
    assert.deepEqual([encoding, vary], ["br", "accept-encoding"]);
    assert.match(packed.headers["cache-control"] ?? "", /immutable/);
    const bytes = await bytesOf(packed);
    assert.equal(bytes.length, Number(length));
    assert.ok(brotliDecompressSync(bytes).length > 3 * bytes.length);
    const known = await open(file, { "if-none-match": etag ?? "" });
    assert.deepEqual([known.statusCode, (await bytesOf(known)).length], [304, 0]);
    const index = await open(api.url, { accept, "accept-encoding": "gzip" });
    assert.equal(index.headers["content-encoding"], "gzip");
    await bytesOf(index);
  });

  test("GraphiQL: the panel shows answers and the tool call that waits for a decision", async () => {
    const { api } = given();
    const tools = [{ server: "prices", name: "get_current_stock_price", policy: "ASK" }];
    const agent = unique("asks");
    await api.register(agent, { tools });
    const id = await api.start(agent, "What does NVDA cost?");
    const waits = await panel(api, id, (lines) => lines.some((line) => line.approval));
    const line = waits.find(({ approval }) => approval);
    assert.equal(line?.who, "get_current_stock_price");
    assert.match(line?.parts[0] ?? "", /^waits for your approval, until .*NVDA/);
    const [pending] = (await api.pending()).filter((one) => one.id === line?.approval?.id);
    assert.equal(pending?.argumentsHash, line?.approval?.argumentsHash);
    await api.decide(pending!, { approve: {} });
    const answered = ({ who, parts }: AnswerLine) => who === "agent" && /USD/.test(parts.join(""));
    const ended = await panel(api, id, (lines) => lines.some(answered));
    assert.deepEqual(ended.map(({ who }) => who), ["user", "get_current_stock_price", "agent"]);
    assert.ok(ended.every(({ approval }) => approval === undefined));
  });
}

/** The lines of the panel once they match, read by an EventSource like the page's. */
async function panel(
  api: Api,
  id: string,
  isWanted: (lines: AnswerLine[]) => boolean,
): Promise<AnswerLine[]> {
  const asked = new URLSearchParams({ query: followQuery, variables: JSON.stringify({ id }) });
  const source = new EventSource(`${api.url}?${asked}`);
  const reached = Promise.withResolvers<AnswerLine[]>();
  let lines: AnswerLine[] = [];
  source.addEventListener("next", ({ data }) => {
    lines = showEvent(lines, JSON.parse(data).data.conversationEvents);
    if (isWanted(lines)) reached.resolve(lines);
  });
  try {
    return await withDeadline(20_000, reached.promise);
  } finally {
    source.close();
  }
}

async function open(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const [response] = await once(get(url, { headers }), "response");
  return response as IncomingMessage;
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const read = async (url: string, headers: Record<string, string>) =>
  await bytesOf(await open(url, headers));
