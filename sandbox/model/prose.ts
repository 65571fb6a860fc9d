import { priceQuotesOf } from "./price-quotes.ts";
import { fragments } from "./fragments.ts";
import { asObject } from "./types.ts";
import type { Directives } from "./directives.ts";
import type { Outcome, PriceQuote } from "./price-quotes.ts";

/** Ends every text of the model: emulated output must never look real. */
export const emulatedNote = "*(emulated answer)*";

const money = (value: number, currency: string) => `${value.toFixed(2)} ${currency}`;

/** One sentence per price. */
export function describeQuote(quote: PriceQuote): string {
  const name = quote.name === quote.symbol
    ? `**${quote.symbol}**`
    : `**${quote.name}** (${quote.symbol})`;
  return `${name} trades at **${money(quote.price, quote.currency)}**.`;
}

/** Which of the prices is highest, and by how much above the lowest; nothing for fewer than two. */
export function compare(quotes: readonly PriceQuote[]): string {
  const [high, ...rest] = [...quotes].sort((a, b) => b.price - a.price);
  const low = rest.at(-1);
  if (!high || !low) return "";
  if (high.currency !== low.currency) return "They are quoted in different currencies.";
  const gap = high.price - low.price;
  const percent = low.price === 0 ? "" : ` (${((gap / low.price) * 100).toFixed(1)} %)`;
  return `**${high.symbol}** is higher than ${low.symbol}, by **${
    money(gap, high.currency)
  }**${percent}.`;
}

function describeOther(outcome: Outcome): string {
  const text = typeof outcome.value === "string" ? outcome.value : JSON.stringify(outcome.value);
  if (outcome.failed) {
    const why = String(asObject(outcome.value).error ?? text).slice(0, 200);
    return `The tool \`${outcome.tool}\` could not help: ${why}`;
  }
  const body = Object.entries(asObject(outcome.value)).filter(([, v]) => typeof v !== "object")
    .slice(0, 6);
  const said = body.map(([key, value]) => `${key}: ${String(value).slice(0, 80)}`).join(", ");
  return `The tool \`${outcome.tool}\` says: ${said || (text ?? "").slice(0, 300)}.`;
}

/** A few sentences on what the tools told. */
export function describeOutcomes(outcomes: readonly Outcome[]): string {
  const quotes = outcomes.flatMap(priceQuotesOf);
  const others = outcomes.filter((outcome) => priceQuotesOf(outcome).length === 0);
  return [...quotes.map(describeQuote), compare(quotes), ...others.map(describeOther)].filter(
    Boolean,
  ).join(
    "\n",
  );
}

const sentences = [
  "Every number in this paragraph comes from a rule and not from a market.",
  "The words keep coming at a steady pace, so that a reader can watch them arrive.",
  "A cut in the middle loses nothing, because each piece says where it belongs.",
  "What was said before stays as it was, and what follows goes on from there.",
  "Nothing here is advice, and nothing here was written by a person.",
];

/** Stands in a stream for the time at which its frame is sent: milliseconds since 1970, with decimals. */
export const clock = "\u23f1";

/** Deterministic text of exactly `count` words, tokens or clocks. */
export function filler(length: NonNullable<Directives["length"]>): string {
  if (length.unit === "clocks") return ` ${clock}`.repeat(length.count);
  const paragraph = sentences.join(" ");
  const needed = Math.ceil(length.count / (length.unit === "words" ? 60 : 90)) + 1;
  const all = Array.from({ length: needed }, () => paragraph).join("\n\n");
  const pieces = length.unit === "words" ? all.match(/\s*\S+/g) ?? [] : fragments(all);
  return pieces.slice(0, length.count).join("");
}
