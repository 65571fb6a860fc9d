// Runs on Node like the worker: the least that could do the work of the product, without any of its guarantees. One
// process asks the emulator with `fetch`, sends the text to a WebSocket, and commits once when the turn has ended.
import process from "node:process";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import postgres from "postgres";
import { type WebSocket, WebSocketServer } from "ws";
import { readAnswer, type ToolRequest } from "./read-answer.ts";

const { FLOOR_SANDBOX = "", FLOOR_MCP = "", FLOOR_TOKEN = "", FLOOR_DATABASE = "" } = process.env;
const sql = postgres(FLOOR_DATABASE, { max: 10, onnotice: () => {} });
await sql`create table if not exists floor_turns (id bigserial primary key, conversation text, body text)`;
const tools = new Client({ name: "floor", version: "1" });
await tools.connect(
  new StreamableHTTPClientTransport(new URL(`${FLOOR_MCP}/prices`), {
    requestInit: { headers: { authorization: `Bearer ${FLOOR_TOKEN}` } },
  }),
);

const priceTool = {
  type: "function",
  function: {
    name: "prices__get_current_stock_price",
    description: "The current price of a stock.",
    parameters: { type: "object", properties: { symbol: { type: "string" } } },
  },
};

/** A conversation at the provider; its id comes with the first answer. */
interface Remote {
  id?: string;
}

async function ask(remote: Remote, inputs: unknown, socket: WebSocket) {
  const path = remote.id ? `/${remote.id}` : "";
  const start = remote.id ? {} : { model: "mistral-medium-latest", tools: [priceTool] };
  const response = await fetch(`${FLOOR_SANDBOX}/mistral/v1/conversations${path}`, {
    method: "POST",
    headers: { authorization: "Bearer floor", "content-type": "application/json" },
    body: JSON.stringify({ ...start, inputs, stream: true }),
  });
  if (!response.ok || !response.body) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const answer = await readAnswer(
    response.body,
    (text) => socket.send(JSON.stringify({ type: "TextDelta", text })),
  );
  remote.id ??= answer.conversation;
  return answer;
}

async function called({ id, name, json }: ToolRequest) {
  const tool = name.replace("prices__", "");
  const result = await tools.callTool({ name: tool, arguments: JSON.parse(json) });
  return { type: "function.result", tool_call_id: id, result: JSON.stringify(result.content) };
}

async function takeTurn(remote: Remote, text: string, socket: WebSocket) {
  let answer = await ask(remote, text, socket);
  while (answer.requests.length > 0) {
    answer = await ask(remote, await Promise.all(answer.requests.map(called)), socket);
  }
  await sql`insert into floor_turns (conversation, body) values (${
    remote.id ?? ""
  }, ${answer.text})`;
  socket.send('{"type":"End"}');
}

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
server.on("connection", (socket) => {
  const remote: Remote = {};
  socket.on("message", (data) => {
    takeTurn(remote, String(data), socket).catch((error) => {
      console.error(error);
      socket.close();
    });
  });
});
server.on("listening", () => console.log((server.address() as { port: number }).port));
