import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "../../store/database/connect.ts";
import { type Read, readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import { modelRequests, remoteHistory } from "../support/remote.ts";
import { eventually, startTestStack, type TestStack, unique } from "../support/test-stack.ts";
import { startToolServer, type ToolServer } from "../support/tool-server.ts";
import { modelToolName } from "../../protocol/agent/tool-name.ts";
import { type OddAnswer, result, text } from "../../worker/tools/testing/odd-answers.ts";
import { type OddServer, startOddServer } from "../../worker/tools/testing/odd-server.ts";

const agents = { plain: unique("buyer"), dies: unique("buyer-dies") };
const names = ["order", "look", "refuse", "walk", "hang"];
/** Tools of an untrusted server with malformed answers. */
const oddNames = ["get.price", "picture", "busyOnce", "written"];
let toolServer: ToolServer;
let odd: OddServer;
let t: TestStack;
before(async () => {
  odd = await startOddServer({
    pages: [{ tools: [...oddNames.map(oddTool), { name: "broken", inputSchema: 7 }] }],
    answers: oddAnswers,
  });
  toolServer = await startToolServer([{ name: "odd", url: odd.entry.url }]);
  t = await startTestStack({
    workerEnv: {
      MCP_SERVERS: toolServer.serversFile,
      TOOL_TIMEOUT_MS: "700",
      MAX_ATTEMPTS: "2",
      TOOL_CALLS_PER_ANSWER: "3",
      TOOL_CALLS_PER_TURN: "4",
      FAILPOINTS: `drop:done:tool:${agents.dies}`,
    },
  });
  await eventually("the tool server is listed", async () => {
    const listed = "{ mcpServers { name tools { name } } }";
    const { mcpServers } = await t.api.run<{ mcpServers: { tools: unknown[] }[] }>(listed);
    return mcpServers.length === 3 && mcpServers.every((s) => s.tools.length > 0);
  });
  const tools: object[] = names.map((name) => ({ server: "orders", name }));
  tools.push({ server: "orders", name: "reserve", policy: "AUTO" });
  tools.push(...oddNames.map((name) => ({ server: "odd", name, policy: "AUTO" })));
  for (const name of Object.values(agents)) await t.api.register(name, { tools });
  await makeOrderUnsafe();
});
after(async () => {
  await t[Symbol.asyncDispose]();
  await toolServer[Symbol.asyncDispose]();
  await odd.close();
});

const oddTool = (name: string) => ({ name, inputSchema: { type: "object" } });
const png = "iVBORw0KGgo=";
const oddAnswers: Record<string, OddAnswer> = {
  "get.price": text("12.5"),
  picture: result({ content: [{ type: "image", mimeType: "image/png", data: png }] }),
  busyOnce: (response, about) =>
    about.nth > 1
      ? text("served")(response, about)
      : void response.writeHead(429, { "retry-after": "1" }).end(),
  written: text("order 4711 placed\u0000"),
};

/** Makes a tool unsafe directly in the database: through the API it would get an approval. */
async function makeOrderUnsafe() {
  const sql = connect(t.stack.urls.database, { name: "test" });
  const unsafe = sql`jsonb_agg(case when t->'tool'->>'name' = 'order'
    then jsonb_set(t, '{tool,idempotent}', 'false') else t end)`;
  await sql`update agent_versions set spec = jsonb_set(spec, '{tools}',
    (select ${unsafe} from jsonb_array_elements(spec->'tools') t))`;
  await sql.end();
}

interface Ran {
  id: string;
  events: SeenEvent[];
  entries: Read["entries"]["nodes"];
  tools: { status: string; result?: string; attempts: number; code?: string }[];
  read: Read;
}

async function ran(message: string, agent = agents.plain): Promise<Ran> {
  const id = await t.api.start(agent, message);
  const events = await readUntil(t.api.follow(id), turnEnds());
  const read = await t.api.read(id);
  const entries = read.entries.nodes;
  const steps = read.turns.nodes[0]?.steps ?? [];
  const tools = entries.filter((e) => e.__typename === "ToolCall").map((entry) => {
    const ended = events.findLast((e) => e.stepId === entry.id && e.__typename === "StepChanged");
    const { status, result } = entry;
    const attempts = steps.find((s) => s.id === entry.id)?.attempts ?? 0;
    return {
      ...{ status, attempts },
      ...(result && { result }),
      ...(ended?.failure && { code: ended.failure.code }),
    };
  });
  return { id, events, entries, tools, read };
}
const key = () => unique("k");
const turnStatus = ({ read }: Ran) => read.turns.nodes.map((n) => n.status);

test("a tool with side effects that may have run is not called again, and the model learns that its outcome is unknown", async () => {
  const k = key();
  const r = await ran(`[[tool:orders__order {"key":"${k}"}]]`, agents.dies);
  assert.equal(toolServer.calls.get(`order ${k}`), 1);
  assert.equal(r.tools[0]?.code, "OUTCOME_UNKNOWN");
  assert.match(r.tools[0]?.result ?? "", /whether it ran is not known/);
  assert.deepEqual(turnStatus(r), ["COMPLETED"]);
});

test("a read-only tool whose outcome was lost is called again", async () => {
  const k = key();
  const r = await ran(`[[tool:orders__look {"key":"${k}"}]]`, agents.dies);
  assert.equal(toolServer.calls.get(`look ${k}`), 2);
  assert.deepEqual(r.tools.map((c) => [c.status, c.attempts]), [["COMPLETED", 2]]);
});

test("a failure is retried only where its server says that it is retryable", async () => {
  const k = key();
  const twice = await ran(`[[tool:orders__look {"key":"${k}","failures":1}]]`);
  assert.deepEqual(twice.tools.map((c) => [c.status, c.attempts]), [["COMPLETED", 2]]);
  const once = await ran(`[[tool:orders__refuse {"key":"${k}"}]]`);
  assert.equal(toolServer.calls.get(`refuse ${k}`), 1);
  assert.deepEqual(once.tools.map((c) => [c.status, c.code]), [["FAILED", "UNAVAILABLE"]]);
  assert.deepEqual(turnStatus(once), ["COMPLETED"]);
});

test("a tool that times out is retried, then the model gets the failure", async () => {
  const k = key();
  const r = await ran(`[[tool:orders__hang {"key":"${k}"}]]`);
  assert.deepEqual([r.tools[0]?.code, r.tools[0]?.attempts], ["TIMED_OUT", 2]);
  assert.deepEqual(turnStatus(r), ["COMPLETED"]);
});

test("progress becomes notes, at a limited rate", async () => {
  const r = await ran(`[[tool:orders__walk {"key":"${key()}"}]]`);
  const notes = r.events.flatMap((e) => (e.note ? [e.note] : []));
  assert.match(notes[0] ?? "", /^step \d+$/);
  assert.ok(notes.length < 5, `${notes.length} notes`);
});

test("the result of a tool reaches the model as data, in a frame", async () => {
  const r = await ran(`[[tool:orders__look {"key":"${key()}"}]]`);
  const remote = (await modelRequests(t, r.id)).at(-1)?.conversation ?? "";
  const result = (await remoteHistory(t, remote)).find((e) => e.type === "function.result");
  assert.match(
    result?.result ?? "",
    /^<tool_result call="c1" name="orders__look".*>\na shelf\n<\/tool_result>$/,
  );
  assert.equal(r.tools[0]?.result, "a shelf");
});

test("a call of an unknown tool gets an error result, and the turn goes on", async () => {
  const r = await ran("[[unknown-tool]]");
  assert.match(r.tools[0]?.result ?? "", /no tool named no_such_tool/);
  assert.deepEqual(turnStatus(r), ["COMPLETED"]);
});

test("malformed arguments block neither this turn nor the next", async () => {
  const r = await ran("[[broken-arguments]]");
  const broken = r.entries.find((e) => e.__typename === "ToolCall");
  assert.equal(broken?.arguments, '{"symbol": "AA');
  assert.deepEqual(turnStatus(r), ["COMPLETED"]);
  const next = await t.api.send(r.id, "and hello again");
  await readUntil(t.api.follow(r.id, next.eventCursor), turnEnds());
  assert.deepEqual((await t.api.read(r.id)).turns.nodes.at(-1)?.status, "COMPLETED");
});

test("calls beyond the limits of an answer and of a turn get an error result and are not made", async () => {
  const k = key();
  const call = `[[tool:orders__look {"key":"${k}"}]]`;
  const then = `[[then:orders__look {"key":"${k}"}]]`;
  const r = await ran(call.repeat(5) + then.repeat(2));
  assert.equal(
    toolServer.calls.get(`look ${k}`),
    3,
    "three of the first five; five of four are used up",
  );
  assert.equal(r.tools.filter((c) => /too many/.test(c.result ?? "")).length, r.tools.length - 3);
  assert.deepEqual(turnStatus(r), ["COMPLETED"]);
});

test("a server recognises a repeated call by its id", async () => {
  const k = key();
  const r = await ran(`[[tool:orders__reserve {"key":"${k}"}]]`, agents.dies);
  assert.deepEqual([toolServer.calls.get(`reserve ${k}`), r.tools[0]?.attempts], [1, 2]);
  const { toolCall } = await toolCallOf(r);
  assert.equal(r.tools[0]?.result, `reserved by ${toolCall.idempotencyKey}, as before`);
});

test("a tool whose name the provider does not accept is called at its server by that name", async () => {
  const r = await ran(`[[tool:${modelToolName("odd", "get.price")} {}]]`);
  assert.deepEqual(r.tools.map((c) => [c.status, c.result]), [["COMPLETED", "12.5"]]);
  assert.equal((await toolCallOf(r)).toolCall.name, "get.price");
});

test("an image from a tool is stored as a file that a client downloads by its link", async () => {
  const r = await ran("[[tool:odd__picture {}]]");
  assert.match(r.tools[0]?.result ?? "", /image-1\.png, image\/png, 8 bytes/);
  const [file] = (await toolCallOf(r)).toolCall.files;
  assert.equal(file?.title, "image-1.png");
  const answer = await fetch(new URL(file?.url ?? "", t.stack.urls.graphql));
  assert.equal(answer.headers.get("content-type"), "image/png");
  assert.equal((await answer.arrayBuffer()).byteLength, 8);
});

test("a call with side effects that the server refuses with Retry-After waits that long", async () => {
  const r = await ran("[[tool:odd__busyOnce {}]]");
  assert.deepEqual(r.tools.map((c) => [c.status, c.attempts, c.result]), [[
    "COMPLETED",
    2,
    "served",
  ]]);
  const waits = r.events.filter((e) => e.__typename === "StepChanged" && e.failure);
  assert.deepEqual(waits.map((e) => e.failure?.code), ["RATE_LIMITED"]);
});

test("an answer with characters that the database cannot store is accepted and not requested twice", async () => {
  const r = await ran("[[tool:odd__written {}]]");
  assert.deepEqual(r.tools.map((c) => [c.status, c.result]), [[
    "COMPLETED",
    "order 4711 placed\ufffd",
  ]]);
  assert.equal(odd.calls.filter((call) => call.name === "written").length, 1);
});

test("a number that would reach the tool with another value is refused, and the model learns which", async () => {
  const r = await ran('[[tool:odd__written {"id":12345678901234567890}]]');
  assert.match(r.tools[0]?.result ?? "", /12345678901234567890 in the arguments/);
  const call = r.entries.find((e) => e.__typename === "ToolCall");
  assert.equal(call?.arguments, '{"id":12345678901234567890}', "nothing of it is lost");
  assert.deepEqual(turnStatus(r), ["COMPLETED"]);
});

test("an unusable tool is listed with the reason; annotations of an untrusted server are ignored", async () => {
  const document =
    "{ mcpServers { name failure { code } tools { name readOnly } problems { name usable message } } }";
  const { mcpServers } = await t.api.run<{ mcpServers: Listed[] }>(document);
  const listed = mcpServers.find((s) => s.name === "odd");
  assert.deepEqual(listed?.tools.map((tool) => tool.readOnly), oddNames.map(() => false));
  assert.deepEqual(listed?.problems.map((p) => [p.name, p.usable]), [["broken", false]]);
  assert.match(listed?.problems[0]?.message ?? "", /input schema/);
});

interface Listed {
  name: string;
  tools: { readOnly: boolean }[];
  problems: { name: string; usable: boolean; message: string }[];
}

interface ToolCallFields {
  toolCall: { name: string; idempotencyKey: string; files: { title: string; url: string }[] };
}

async function toolCallOf({ entries }: Ran): Promise<ToolCallFields> {
  const id = entries.find((e) => e.__typename === "ToolCall")?.id;
  const fields = "... on ToolCall { name idempotencyKey files { title url } }";
  return await t.api.run<ToolCallFields>(`{ toolCall: node(id: "${id}") { ${fields} } }`);
}
