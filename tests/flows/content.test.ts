import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, test } from "node:test";
import { signature } from "../../src/files/signed-link.ts";
import { connect, fileLinkKey } from "../../store/mod.ts";
import { endOf, readUntil, ruleBreaks, type SeenEvent, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { modelRequests } from "../support/remote.ts";
import { sharedCalls } from "../support/failpoint-rules.ts";
import {
  eventually,
  sharedTestStack,
  type TestStack,
  unique,
  workerDied,
} from "../support/test-stack.ts";

/** The worker dies after the commit of the first agent's answer, and drops the second one's before its commit. */
const [painter, searcher] = [sharedCalls.painter.agent, sharedCalls.searcher.agent];
const model = "mistral-medium-latest";
let t: TestStack;

before(async () => {
  t = await sharedTestStack();
  // Slow enough for a reader on a busy machine to receive deltas.
  await t.sandbox.post("pace", { tokensPerSecond: 60, firstTokenMs: 5 });
  await eventually("the worker is ready", async () => {
    const response = await fetch(t.stack.urls.graphql.replace("/graphql", "/readyz"));
    return (await response.json()).ready === true;
  });
});
after(() => t[Symbol.asyncDispose]());

const hosted = (...names: string[]) => ({
  tools: names.map((name) => ({ server: "mistral", name })),
});

interface Part {
  __typename: string;
  text?: string;
  title?: string;
  url?: string | null;
}
interface Call {
  id: string;
  status: string;
  server: string;
  name: string;
  arguments: unknown;
  result: string;
  output: { references?: { title: string; url: string }[]; code_output?: string };
}
const read = /* GraphQL */ `
  query Content($id: ID!) {
    conversation(id: $id) {
      usage { toolCalls modelCalls }
      turns { nodes { status reply { content {
        __typename
        ... on TextContent { text } ... on ThinkingContent { text }
        ... on CitationContent { title url } ... on MediaContent { title url } } } } }
      entries(last: 50) { nodes { ... on ToolCall { id status server name arguments result output } } }
    }
  }`;

async function content(id: string) {
  type Turn = { status: string; reply: { content: Part[] } | null };
  type Node = {
    usage: { toolCalls: number };
    turns: { nodes: Turn[] };
    entries: { nodes: Call[] };
  };
  const { conversation } = await t.api.run<{ conversation: Node }>(read, { id });
  const { turns, entries, usage } = conversation;
  const parts = turns.nodes.at(-1)?.reply?.content ?? [];
  return { turns, parts, calls: entries.nodes.filter((e) => e.server), usage };
}

/** Sends one message to a new agent; the events, and the stored content. */
async function ask(text: string, over: object, name = unique("agent")) {
  await t.api.register(name, { model, tools: [], ...over });
  const id = await t.api.start(name);
  const following = readUntil(t.api.follow(id), turnEnds());
  await t.api.send(id, text);
  const events = await following;
  return { id, events, ...await content(id) };
}

const deltas = (events: SeenEvent[], kind: string) =>
  events.filter((e) => e.__typename === "TextDelta" && (e as { kind?: string }).kind === kind);

const fetchFile = (path: string) => fetch(new URL(path, t.stack.urls.graphql));

test("thinking streams as a part of its own, before the text", async () => {
  const { events, parts } = await ask("Say hello", { model: "magistral-medium-latest" });
  assert.deepEqual(ruleBreaks(events.filter((e) => e.__typename !== "TextDelta")), []);
  assert.ok(deltas(events, "THINKING").length > 1, "the thoughts came in pieces");
  assert.deepEqual(parts.map((p) => p.__typename), ["ThinkingContent", "TextContent"]);
  assert.match(parts[0]?.text ?? "", /emulated thinking/);
  assert.deepEqual([
    ...new Set(deltas(events, "THINKING").map((e) => (e as { part?: number }).part)),
  ], [0]);
});

test("web search: the call is an entry with what it found, the answer cites it, usage counts it", async () => {
  const { events, parts, calls, usage } = await ask(
    "Search the web for Temporal",
    hosted("web_search"),
  );
  const [call] = calls;
  assert.deepEqual([call?.server, call?.name, call?.status], [
    "mistral",
    "web_search",
    "COMPLETED",
  ]);
  assert.deepEqual(call?.arguments, { query: "Search the web for Temporal" });
  const cited = parts.filter((p) => p.__typename === "CitationContent");
  assert.equal(cited.length, 2);
  assert.deepEqual(cited.map((c) => c.url), call?.output.references?.map((r) => r.url));
  assert.match(cited[0]?.title ?? "", /^Emulated source/);
  assert.match(call?.result ?? "", /https:\/\/emulated\.example\.com/);
  assert.equal(usage.toolCalls, 1);
  assert.ok(deltas(events, "ARGUMENTS").length > 0, "its arguments were streamed");
  const changes = events.filter((e) => call?.id === e.entryId || call?.id === e.stepId);
  assert.deepEqual(changes.map((e) => `${e.__typename} ${e.status}`), [
    "EntryChanged RUNNING",
    "StepChanged COMPLETED",
    "EntryChanged COMPLETED",
  ]);
});

test("an answer with a search whose attempt was lost is adopted as a whole and not paid twice", async () => {
  const { id, parts, calls } = await ask("Search for news", hosted("web_search"), searcher);
  assert.equal((await modelRequests(t, id)).length, 1);
  assert.deepEqual(calls.map((c) => c.status), ["COMPLETED"]);
  assert.equal(parts.filter((p) => p.__typename === "CitationContent").length, 2);
  assert.equal(calls[0]?.output.references?.length, 2);
});

test("a file of a tool is served only by its signed link, with safe headers, for a limited time", async () => {
  const { parts, calls } = await ask("Compute it in python", hosted("code_interpreter"));
  assert.equal(calls[0]?.result, "6\n");
  const media = parts.find((p) => p.__typename === "MediaContent");
  const url = media?.url ?? "";
  const response = await fetchFile(url);
  assert.deepEqual([response.status, await response.text()], [200, "step,value\n1,1\n2,3\n3,6\n"]);
  const header = (name: string) => response.headers.get(name);
  assert.equal(header("content-type"), "text/csv; charset=utf-8");
  assert.match(header("content-disposition") ?? "", /^attachment; /);
  assert.equal(header("x-content-type-options"), "nosniff");
  const forged = await fetchFile(url.replace(/expires=\d+/, "expires=99999999999"));
  assert.deepEqual([forged.status, (await forged.json()).errors[0].extensions.code], [
    403,
    "FORBIDDEN",
  ]);
  const expired = await fetchFile(await expiredLink(url));
  assert.deepEqual([expired.status, (await expired.json()).errors[0].extensions.code], [
    410,
    "LINK_EXPIRED",
  ]);
  const foreign = await fetch(new URL(url, t.stack.urls.graphql), {
    headers: { "sec-fetch-site": "cross-site" },
  });
  assert.equal(foreign.status, 403);
  await foreign.body?.cancel();
});

async function expiredLink(url: string): Promise<string> {
  const sql = connect(t.stack.urls.database, { name: "tests" });
  const id = /file_[0-9a-f]+/.exec(url)?.[0] ?? "";
  const past = Math.floor(Date.now() / 1_000) - 1;
  const signed = signature(await fileLinkKey(sql), id, past);
  await sql.end();
  return `/files/${id}?expires=${past}&signature=${signed}`;
}

test("a tool that Mistral runs cannot have the policies ASK or DENY, and its missing settings are named", async () => {
  const tools = [
    { server: "mistral", name: "web_search", policy: "ASK" },
    { server: "mistral", name: "document_library", settings: { libraryIds: [] } },
    { server: "mistral", name: "teleport" },
  ];
  const input = { name: unique("agent"), model, instructions: { text: "Hi." }, tools };
  const refused = await t.api.attempt(documents.register, input);
  assert.equal(refused.__typename, "ValidationError");
  const issues = refused.issues as { path: string[]; message: string }[];
  assert.deepEqual(issues.map((i) => i.path.join(".")), [
    "tools.0.policy",
    "tools.1.settings.libraryIds",
    "tools.2.name",
  ]);
  assert.match(issues[0]?.message ?? "", /Mistral runs this tool inside its answer/);
});

test("an image URL reaches the model; private and embedded URLs are refused", async () => {
  const name = unique("agent");
  await t.api.register(name, { model, tools: [] });
  const id = await t.api.start(name);
  const send = (imageUrl: string) =>
    t.api.attempt(documents.send, {
      conversationId: id,
      content: [{ text: "Look" }, { imageUrl }],
    });
  for (
    const bad of [
      "data:image/png;base64,AAAA",
      "http://example.com/a.png",
      "https://10.0.0.7/a.png",
    ]
  ) {
    assert.equal((await send(bad)).__typename, "ValidationError", bad);
  }
  const sent = await send("https://pictures.example.com/whale.png");
  const turn = sent.turn as { id: string };
  await readUntil(t.api.follow(id), endOf(turn.id));
  const { parts } = await content(id);
  assert.match(parts[0]?.text ?? "", /image https:\/\/pictures\.example\.com\/whale\.png/);
});

test("a worker is killed between an answer and the download of its file: the next one downloads it", async () => {
  await t.api.register(painter, { model, ...hosted("image_generation") });
  const id = await t.api.start(painter, "Draw a whale");
  await workerDied(t);
  const { parts } = await content(id);
  const url = parts.find((p) => p.__typename === "MediaContent")?.url ?? "";
  assert.ok(url.startsWith("/files/file_"), "the answer is kept, and names its file");
  await t.stack.startPart("worker");
  await eventually("the file is here", async () => {
    const response = await fetchFile(url);
    const bytes = Buffer.from(await response.arrayBuffer());
    return response.status === 200 && response.headers.get("content-type") === "image/png" &&
      bytes.subarray(1, 4).toString() === "PNG";
  });
});
