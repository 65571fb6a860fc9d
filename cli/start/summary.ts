import type { StackProcess } from "../stack/stack.ts";
import type { StackUrls } from "../stack/process-plan.ts";
import type { TextStyle } from "../terminal/text-style.ts";

/** What the summary shows. */
export interface Summary {
  urls: Pick<StackUrls, "graphql" | "temporal" | "mcp" | "sandbox">;
  processes: readonly Pick<StackProcess, "name" | "source" | "web">[];
  emulated: boolean;
  sampleMarketData: boolean;
  home: string;
}

/** Everything a person needs once all is ready: where it is, what is not real, what to type. */
export function summaryLines(style: TextStyle, summary: Summary): string[] {
  return [
    "",
    ...table(style, summary),
    "",
    ...banner(style, summary),
    ...tryIt(style, summary.urls.graphql),
  ];
}

function table(style: TextStyle, { processes, urls, home }: Summary): string[] {
  const where: Record<string, string> = {
    postgres: "",
    temporal: urls.temporal,
    sandbox: urls.sandbox,
    mcp: `${urls.mcp}/prices`,
  };
  const row = (name: string, at: string, source: string) =>
    `  ${style.bold(name.padEnd(10))} ${at.padEnd(34)} ${style.dim(source)}`.trimEnd();
  return [
    ...processes.map(({ name, source }) => {
      const address = source.startsWith("http");
      return row(name, address ? source : where[name] ?? "", address ? "" : source);
    }),
    ...processes.flatMap(({ web }) => web === undefined ? [] : [row("web UI", web, "")]),
    row("state", home, ""),
  ];
}

/** What is not real, in words that cannot be overlooked; nothing when all of it is. */
export function banner(
  style: TextStyle,
  { emulated, sampleMarketData }: Pick<Summary, "emulated" | "sampleMarketData">,
): string[] {
  const says = [
    ...(emulated
      ? ["The model is EMULATED: its answers follow rules. Set MISTRAL_API_KEY for a real one."]
      : []),
    ...(sampleMarketData
      ? ["Prices are SAMPLES, not the market's. Set MARKET_DATA=live for real ones."]
      : []),
  ];
  if (says.length === 0) return [];
  const rule = "=".repeat(Math.max(...says.map((line) => line.length)) + 4);
  return [rule, ...says.map((line) => `  ${line}`), rule, ""].map((line) => style.warn(line));
}

function tryIt(style: TextStyle, graphql: string): string[] {
  return [
    `Open ${style.bold(graphql)} for GraphiQL, or paste:`,
    "",
    `  curl -s ${graphql} -H 'content-type: application/json' \\`,
    `    -d '{"query":"{ serverInfo { version emulated sampleMarketData } }"}'`,
    "",
  ];
}
