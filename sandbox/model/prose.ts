import { priceQuotesOf } from "./price-quotes.ts";
import { fragments } from "./fragments.ts";
import { asObject } from "./types.ts";
import type { Directives } from "./directives.ts";
import type { Outcome, PriceQuote } from "./price-quotes.ts";

/** The last line of each answer: emulated output must never look real. */
export const emulatedNote = "*(emulated answer)*";

const money = (value: number, currency: string) => `${value.toFixed(2)} ${currency}`;

/** A sentence about a price. */
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
    return `The tool \`${outcome.tool}\` failed: ${why}`;
  }
  const body = Object.entries(asObject(outcome.value)).filter(([, v]) => typeof v !== "object")
    .slice(0, 6);
  const fields = body.map(([key, value]) => `${key}: ${String(value).slice(0, 80)}`).join(", ");
  return `The tool \`${outcome.tool}\` returned ${fields || (text ?? "").slice(0, 300)}.`;
}

/** Sentences about tool results. */
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
  "This paragraph is filler text from the emulator and contains no market data.",
  "The words arrive at a steady pace, so that a reader can follow the stream.",
  "An interruption loses nothing, because each delta carries its position.",
  "Earlier text never changes, and a resumed stream continues where it stopped.",
  "This is not investment advice, and no analyst has written it.",
];

/** Replaced in each frame by the time of sending: milliseconds since 1970, with decimals. */
export const clock = "\u23f1";

/** Deterministic text of exactly `count` words, tokens or clocks. */
export function filler(length: NonNullable<Directives["length"]>): string {
  if (length.unit === "clocks") return ` ${clock}`.repeat(length.count);
  const split = (text: string) =>
    length.unit === "words" ? text.match(/\s*\S+/g) ?? [] : fragments(text);
  const paragraph = sentences.join(" ");
  const needed = Math.ceil(length.count / split(paragraph).length) + 1;
  const all = Array.from({ length: needed }, () => paragraph).join("\n\n");
  return split(all).slice(0, length.count).join("");
}
