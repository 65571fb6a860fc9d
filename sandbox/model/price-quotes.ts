import { asObject, parseJson } from "./types.ts";
import type { Json, PromptEntry } from "./types.ts";

/** A price from a tool result. */
export type PriceQuote = { symbol: string; name: string; price: number; currency: string };

/** A tool result with its call. `value` is the parsed result, or its text; `label` that of its frame, empty without one. */
export type Outcome = {
  tool: string;
  label: string;
  asked: Json;
  value: unknown;
  failed: boolean;
};

const priceKeys = [
  "price",
  "regularMarketPrice",
  "currentPrice",
  "current_price",
  "last",
  "close",
  "value",
];

/** The content of an MCP result; other values as they are. */
function unwrap(value: unknown): unknown {
  const body = asObject(value);
  if (body.structuredContent !== undefined) return body.structuredContent;
  const first = Array.isArray(body.content) ? asObject(body.content[0]).text : undefined;
  return typeof first === "string" ? parseJson(first) ?? first : value;
}

/** A result without its `<tool_result>` frame, and the label that the frame gives its call. */
function unframed(text: string): { text: string; label: string } {
  const [, about = "", inside = text] =
    /^<tool_result([^>]*)>\n([^]*)\n<\/tool_result>$/.exec(text) ?? [];
  return { text: inside, label: / call="([^"]*)"/.exec(about)?.[1] ?? "" };
}

function hasFailed(raw: unknown, value: unknown): boolean {
  if (asObject(raw).isError === true || asObject(value).error !== undefined) return true;
  return typeof value === "string" &&
    /^\W*(error|failed|unknown|denied|rejected|cancel|not found)/i.test(value);
}

/** The tool results among these entries, in their order. */
export function outcomesOf(seen: readonly PromptEntry[]): Outcome[] {
  const calls = new Map(seen.flatMap((s) => s.kind === "call" ? [[s.id, s] as const] : []));
  return seen.flatMap((entry) => {
    if (entry.kind !== "result") return [];
    const { text, label } = unframed(entry.text);
    const raw = parseJson(text) ?? text;
    const value = unwrap(raw);
    const call = calls.get(entry.id);
    const asked = asObject(parseJson(call?.arguments ?? ""));
    const tool = call?.name ?? "tool";
    return [{ tool, label, asked, value, failed: hasFailed(raw, value) }];
  });
}

function priceIn(value: Json): number | undefined {
  for (const key of priceKeys) {
    const raw = value[key];
    const number = typeof raw === "object" ? asObject(raw).raw : raw;
    if (typeof number === "number") return number;
  }
  return undefined;
}

/** The prices in a tool result; empty if it has none. */
export function priceQuotesOf(outcome: Outcome): PriceQuote[] {
  if (outcome.failed) return [];
  const body = asObject(outcome.value);
  const inner = [body.quotes, body.prices, body.results, outcome.value].find(Array.isArray) ??
    [outcome.value];
  return (inner as unknown[]).flatMap((item) => {
    const one = asObject(item);
    const price = priceIn(one);
    const symbol = one.symbol ?? one.ticker ?? outcome.asked.symbol ?? outcome.asked.ticker;
    if (price === undefined || typeof symbol !== "string") return [];
    const name = one.longName ?? one.name ?? one.shortName;
    return [{
      symbol,
      price,
      name: String(name ?? symbol),
      currency: String(one.currency ?? "USD"),
    }];
  });
}
