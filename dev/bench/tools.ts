import { ownNode } from "../../cli/stack/node/find-node.ts";
import { fromFileUrl } from "../../cli/stack/paths.ts";
import type { TestStack } from "../../tests/support/test-stack.ts";
import { ms, type Summary, table } from "./stats.ts";

interface Row extends Summary {
  name: string;
  atOnce: number;
  perSecond: number;
}

/** Calls of `get_news` through the worker's pool of MCP clients on Node, with and without the cache of market data. */
export async function tools({ stack }: TestStack): Promise<string> {
  const { urls, tokens } = stack;
  const { code, stdout, stderr } = await new Deno.Command((await ownNode()).path, {
    args: ["--import", "tsx", fromFileUrl(new URL("./tool-load.ts", import.meta.url))],
    env: { BENCH_MCP_URL: urls.mcp, BENCH_MCP_TOKEN: tokens.mcp },
  }).output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  const rows = JSON.parse(new TextDecoder().decode(stdout)) as Row[];
  const cells = rows.map(({ name, atOnce, perSecond, p50, p99, max }) => [
    `${name}, ${atOnce} at once`,
    perSecond.toFixed(0),
    ms(p50),
    ms(p99),
    ms(max),
  ]);
  return table(["200 calls each", "calls/s", "p50 ms", "p99 ms", "max ms"], cells);
}
