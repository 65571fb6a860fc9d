// An MCP server that speaks by stdin and stdout; its tools answer as their names say.
import { createInterface } from "node:readline";

const text = (value) => ({ content: [{ type: "text", text: value }] });
const write = (message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const result = {
  protocolVersion: "2025-06-18",
  capabilities: { tools: {} },
  serverInfo: { name: "program", version: "1" },
};
const names = ["environment", "notJson", "nullResult", "flood", "exit", "hang"];
const tools = names.map((name) => ({ name, inputSchema: { type: "object" } }));

const calls = {
  environment: (id) =>
    write({ id, result: text(JSON.stringify({ pid: process.pid, ...process.env })) }),
  notJson: (id) => process.stdout.write(`{"jsonrpc":"2.0","id":${id},"result":{oops}\n`),
  nullResult: (id) => write({ id, result: null }),
  flood: (id) => write({ id, result: text("x".repeat(20_000_000)) }),
  exit: () => process.exit(3),
  hang: () => {},
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
