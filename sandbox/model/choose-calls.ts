import { symbolsIn } from "./companies.ts";
import { fillArguments, symbolParameter } from "./fill-arguments.ts";
import type { ModelOutput, OfferedTool } from "./types.ts";

type Call = Extract<ModelOutput, { kind: "call" }>;

const generic = new Set(
  ("a an and are as at by can current data do fetch find for from get give has how i in info is it its latest list " +
    "look me my now of on or please read return returns stock stocks tell that the this to tool up what which with you")
    .split(" "),
);
const sameMeaning: Record<string, string> = {
  prices: "price",
  quote: "price",
  quotes: "price",
  trading: "price",
  trades: "price",
  worth: "price",
  cost: "price",
  costs: "price",
  financials: "fundamentals",
  fundamental: "fundamentals",
  financial: "fundamentals",
  headlines: "news",
  historical: "history",
  chart: "history",
  recommendation: "recommendations",
  option: "options",
};
const aboutMarkets = /\b(stocks?|shares?|market|doing|today|now|compare|versus|vs|look at)\b/i;

function words(text: string): Set<string> {
  const all = text.toLowerCase().split(/[^a-z]+/).filter((word) => word && !generic.has(word));
  return new Set(all.map((word) => sameMeaning[word] ?? word));
}

function overlap(a: Set<string>, b: Set<string>): number {
  return [...a].filter((word) => b.has(word)).length;
}

/** The tools that a message asks for, matched by their names, else by their descriptions. */
export function chooseTools(tools: readonly OfferedTool[], text: string): OfferedTool[] {
  const asked = words(text);
  const named = symbolsIn(text).length > 0;
  const fits = (tool: OfferedTool) => !symbolParameter(tool) || named;
  const ownName = (tool: OfferedTool) => words(tool.name.split("__").at(-1) ?? tool.name);
  const byName = tools.filter((tool) => fits(tool) && overlap(ownName(tool), asked) > 0);
  if (byName.length > 0) return byName;
  const byText = tools.filter((tool) => fits(tool) && overlap(words(tool.description), asked) >= 2);
  if (byText.length > 0) return byText.slice(0, 1);
  if (!named || !aboutMarkets.test(text)) return [];
  return tools.filter((tool) => symbolParameter(tool)).slice(0, 1);
}

/** The calls of one tool for a message: one for each ticker, or one if the tool takes a list or no ticker. */
export function callsOf(tool: OfferedTool, text: string): Call[] {
  const wanted = symbolParameter(tool);
  const symbols = symbolsIn(text);
  const call = (given: Record<string, unknown>): Call => ({
    kind: "call",
    name: tool.name,
    arguments: JSON.stringify(fillArguments(tool, text, given)),
  });
  if (!wanted) return [call({})];
  const known = symbols.length > 0 ? symbols : ["AAPL"];
  return wanted.list
    ? [call({ [wanted.name]: known })]
    : known.map((s) => call({ [wanted.name]: s }));
}
