import type { Outcome } from "../price-quotes.ts";
import { asObject, type Json } from "../types.ts";
import type { Figure } from "./brief.ts";

/** A number as a figure, exact or with `digits` decimals; empty if `value` is no number. */
export function figure(
  name: string,
  value: unknown,
  unit: unknown,
  period: unknown = null,
  digits?: number,
): Figure[] {
  if (typeof value !== "number" || !Number.isFinite(value)) return [];
  const written = digits === undefined ? String(value) : value.toFixed(digits);
  if (written.includes("e")) return [];
  const text = (v: unknown) => typeof v === "string" && v !== "" ? v : null;
  return [{ name, value: written, unit: text(unit), period: text(period) }];
}

/** The result of a tool for a symbol; an empty object if there is none. */
export function resultOf(outcomes: readonly Outcome[], tool: string, symbol?: string): Json {
  const outcome = outcomes.find((o) =>
    !o.failed && isTool(o.tool, tool) && (symbol === undefined || o.asked.symbol === symbol)
  );
  return asObject(outcome?.value);
}

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

/** A number for running text: large ones in billions or millions, others with two decimals. */
export function readableNumber(value: string): string {
  const number = Number(value);
  if (Math.abs(number) >= 1e9) return `${(number / 1e9).toFixed(1)} billion`;
  if (Math.abs(number) >= 1e6) return `${(number / 1e6).toFixed(1)} million`;
  return String(Math.round(number * 100) / 100);
}
