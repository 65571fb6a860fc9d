// Runs on Node, as the worker does: calls tools through the worker's own pool and prints what it measured as JSON.
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

/** One call; the milliseconds that it took. Throws when the tool failed. */
async function call(query: string): Promise<number> {
  const begun = performance.now();
  const answer = await servers.use(
    "financials",
    (client) => callTool(client, news, { id: `bench-${n++}`, args: { query } }),
  ) as { isError?: boolean; content?: unknown };
  if (answer.isError) throw new Error(JSON.stringify(answer.content));
  return performance.now() - begun;
}

/** `count` calls, so many at a time. */
async function run(count: number, atOnce: number, query: () => string) {
  const took: number[] = [];
  let left = count;
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (left-- > 0) took.push(await call(query()));
  }));
  return { atOnce, perSecond: count / ((performance.now() - begun) / 1_000), ...summary(took) };
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
// Like the worker: a body that nobody reads to its end keeps a socket, and so the process, until it is collected.
process.stdout.write(JSON.stringify(rows), () => process.exit());
