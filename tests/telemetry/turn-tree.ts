import type { SeenSpan } from "../support/otlp.ts";
import { spanTree } from "../support/span-tree.ts";

/** A turn with two parallel tool calls, one with an approval, and a first model call that is refused once. */
export const order = [
  `[[tool:prices__get_current_stock_price {"symbol":"NVDA"}]]`,
  `[[tool:prices__search_symbols {"query":"energy"}]]`,
].join(" ");

/** The tools of its agent. */
export const tools = [
  { server: "prices", name: "get_current_stock_price" },
  { server: "prices", name: "search_symbols", policy: "ASK" },
];

/**
 * The trace as a tree whose lines do not differ from run to run: agents without their names, calls with their attempt
 * and their failure. Left out: Deno's own spans of gRPC, and requests for market data, which depend on the cache.
 */
export function turnTree(spans: readonly SeenSpan[]): string[] {
  return spanTree(spans, (span) => {
    const { process, name, attributes } = span;
    if (process === "tramontane-api" && name === "POST") return null;
    if (process === "tramontane-mcp" && name === "GET") return null;
    const agent = String(attributes["gen_ai.agent.name"] ?? "?");
    const more = [attributes["tramontane.call.attempt"], attributes["error.type"]];
    const parts = [name.replace(agent, "AGENT"), ...more.filter((m) => m !== undefined)];
    return `${process.replace("tramontane-", "")}: ${parts.join(" ")}`;
  });
}

/** What `turnTree` shows of that turn. `toolAttempt`: which attempt of the tool without approval was recorded. */
export function expectedTree(toolAttempt = 1): string[] {
  const step = (...lines: string[]) => ["StartActivity:advance", "  RunActivity:advance", ...lines];
  const tool = (name: string, attempt: number) => [
    "StartActivity:callTool",
    "  RunActivity:callTool",
    `    execute_tool ${name} ${attempt}`,
    "      POST",
    "        mcp: POST /prices",
    `          mcp: tools/call ${name}`,
  ];
  const inTurn = [
    ...step("    chat mistral-medium-latest 1", "      POST"),
    ...step(
      "    chat mistral-medium-latest 1 RATE_LIMITED",
      "      GET",
      "      POST",
      "      POST 429",
    ),
    ...step("    chat mistral-medium-latest 2", "      POST"),
    ...tool("get_current_stock_price", toolAttempt),
    ...tool("search_symbols", 1),
    "approval search_symbols",
  ];
  const worker = (line: string) =>
    line.replace(/^( *)(?:(mcp): )?/, (_, indent, process) => `${indent}${process ?? "worker"}: `);
  return [
    "api: POST /graphql",
    "  api: mutation startConversation",
    "    api: SignalWithStartWorkflow:conversation",
    "    worker: invoke_agent AGENT",
    ...inTurn.map((line) => `      ${worker(line)}`),
  ];
}
