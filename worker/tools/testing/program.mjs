// An MCP server that speaks by stdin and stdout; its tools answer as their names say.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const text = (value) => ({ content: [{ type: "text", text: value }] });
const write = (message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const result = {
  protocolVersion: "2025-06-18",
  capabilities: { tools: {} },
  serverInfo: { name: "program", version: "1" },
};
const names = [
  ...["environment", "notJson", "nullResult", "flood", "exit", "hang"],
  ...["idWithin", "chatty", "batch", "floodIdLast", "exitWithChild", "notices"],
];
const tools = names.map((name) => ({ name, inputSchema: { type: "object" } }));

const calls = {
  environment: (id) =>
    write({ id, result: text(JSON.stringify({ pid: process.pid, ...process.env })) }),
  notJson: (id) => process.stdout.write(`{"jsonrpc":"2.0","id":${id},"result":{oops}\n`),
  nullResult: (id) => write({ id, result: null }),
  flood: (id) => write({ id, result: text("x".repeat(20_000_000)) }),
  exit: () => process.exit(3),
  hang: () => {},
  idWithin: (id) =>
    process.stdout.write(
      `${
        JSON.stringify({ result: { structuredContent: { id: id - 1, n: 1 } }, id, jsonrpc: "2.0" })
      }\n`,
    ),
  chatty: (id) => {
    process.stdout.write(`got {"jsonrpc":"2.0","id":${id},"method":"tools/call"\n`);
    process.stdout.write(`{"level":"info","id":${id},"msg":"calling"}\n{"id":${id} is next\n`);
    process.stdout.write(`no line end here `);
    write({ id, result: text("after all that") });
  },
  batch: (id) => {
    const notice = { jsonrpc: "2.0", method: "notifications/message", params: {} };
    const answer = { jsonrpc: "2.0", id, result: text("second of two") };
    process.stdout.write(`${JSON.stringify([notice, answer])}\n`);
  },
  floodIdLast: (id) =>
    process.stdout.write(
      `{"result":{"content":[{"type":"text","text":"${"x".repeat(6_000_000)}"}]},"id":${id}}\n`,
    ),
  exitWithChild: () => {
    spawn("sleep", ["20"], { stdio: ["ignore", "inherit", "inherit"] });
    setTimeout(() => process.exit(3), 100);
  },
  notices: (id) => {
    const notice = { method: "notifications/message", params: { level: "info", data: "x" } };
    for (let i = 0; i < 100_000; i++) write(notice);
    write({ id, result: text("behind them") });
  },
};

process.stdout.write("this program has something to say\n");
process.stderr.write(`starting with ${process.env.TOKEN}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (method === "initialize") write({ id, result });
  else if (method === "tools/list") write({ id, result: { tools } });
  else if (method === "tools/call") calls[params.name](id);
  else if (id !== undefined) write({ id, error: { code: -32601, message: "no such method" } });
}
