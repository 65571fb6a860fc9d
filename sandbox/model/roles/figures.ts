import type { Outcome } from "../price-quotes.ts";
import { asObject, type Json } from "../types.ts";

/** The result of a tool for a symbol; undefined if there is none. */
export function outcomeOf(
  outcomes: readonly Outcome[],
  tool: string,
  symbol: string,
): Outcome | undefined {
  return outcomes.find((o) => !o.failed && isTool(o.tool, tool) && o.asked.symbol === symbol);
}

/** The data of a result; an empty object without any. */
export const dataOf = (outcome: Outcome | undefined): Json => asObject(outcome?.value);

/** True for the tool's name, with or without the server's name before it. */
export function isTool(offered: string, name: string): boolean {
  return offered === name || offered.endsWith(`_${name}`);
}

/** A sentence that names the failed calls; empty if none failed. */
export function missingData(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter((o) => o.failed).map((o) =>
    `${o.tool} for ${String(o.asked.symbol ?? o.asked.query ?? "all")}`
  );
  return failed.length > 0 ? `Not available: ${failed.join(", ")}.` : "";
}

/** The sentence that must begin a text about sample figures; empty for others. */
export function sampleNote(outcomes: readonly Outcome[]): string {
  return outcomes.some((o) => asObject(o.value).sample === true)
    ? "The figures are samples and not market data."
    : "";
}

/** Joins the sentences that are not empty. */
export const joinSentences = (...sentences: string[]) => sentences.filter(Boolean).join(" ");

/** A number with two decimals; one below 1 with three significant digits, so that it stays the same number to a reader. */
export function preciseNumber(number: number): string {
  const size = Math.abs(number);
  return size === 0 || size >= 1 || size < 1e-6
    ? String(Number(number.toFixed(2)))
    : String(Number(number.toPrecision(3)));
}

/** A number for running text: large ones in billions or millions. */
export function readableNumber(value: string): string {
  const number = Number(value);
  if (Math.abs(number) >= 1e9) return `${(number / 1e9).toFixed(1)} billion`;
  if (Math.abs(number) >= 1e6) return `${(number / 1e6).toFixed(1)} million`;
  return preciseNumber(number);
}
