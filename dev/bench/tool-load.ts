// Runs on Node like the worker: calls tools through the worker's pool and prints the measurements as JSON.
import { ToolServers } from "../../worker/tools/tool-servers.ts";
import { callTool } from "../../worker/tools/use-tool.ts";
import { summary } from "./stats.ts";

const url = process.env.BENCH_MCP_URL ?? "";
const entry = (name: string) => ({
  name,
  url: `${url}/${name}`,
  bearer: process.env.BENCH_MCP_TOKEN || null,
  headers: {},
  tools: null,
  policy: null,
  allowPrivate: true,
});
const servers = new ToolServers([entry("financials")]);
const news = { name: "get_news", inputSchema: { type: "object" } };
let n = 0;

/** One call; its duration, ms. Throws when the tool fails. */
async function call(query: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await servers.use(
    "financials",
    (client) => callTool(client, news, { id: `bench-${n++}`, args: { query } }),
  ) as { isError?: boolean; content?: unknown };
  if (answer.isError) throw new Error(JSON.stringify(answer.content));
  return performance.now() - startedAt;
}

/** `count` calls, with limited concurrency. */
async function run(count: number, atOnce: number, query: () => string) {
  const took: number[] = [];
  let left = count;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left-- > 0) took.push(await call(query()));
  }));
  return { atOnce, perSecond: count / ((performance.now() - startedAt) / 1_000), ...summary(took) };
}

const known = () => "NVDA";
const fresh = () => `topic ${n++}`;
for (let i = 0; i < 30; i++) await call(i % 2 ? known() : fresh());
const rows = [];
for (const atOnce of [1, 16]) {
  rows.push({ name: "cache hit", ...await run(200, atOnce, known) });
  rows.push({ name: "cache miss", ...await run(200, atOnce, fresh) });
}
await servers.close();
// Like the worker: an unread body keeps its socket, and so the process, alive until it is collected.
process.stdout.write(JSON.stringify(rows), () => process.exit());
