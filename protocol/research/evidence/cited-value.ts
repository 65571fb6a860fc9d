import { type Exact, exactNumber } from "./exact-number.ts";
import { type Place, placeAt } from "./json-pointer.ts";
import { type StaleDay, staleDayAt } from "./stale-day.ts";
import { daysAt, frequencyAt } from "./period-of-value.ts";
import { symbolAt } from "./symbol-of-value.ts";
import { structured, type ToolResult } from "./tool-result.ts";
import { unitAt } from "./unit-of-value.ts";

/** A number in the structured result of a tool call. */
export interface CitedValue {
  call: ToolResult;
  pointer: string;
  /** As the result has it. */
  text: string;
  number: Exact;
  /** The text of its unit; null: the result does not say it. */
  unit: string | null;
  /** The symbol that it is about, in upper case; null: the result does not say it. */
  symbol: string | null;
  /** The day of a stale value; null: the result does not say that it is stale. */
  stale: StaleDay | null;
  /** The days that it may be of; empty: the result does not say them. */
  days: string[];
  /** `annual` or `quarterly`; null: the result does not say it. */
  frequency: string | null;
}

/** What a citation leads to. `problem`: why it leads to no number, in one sentence. */
export type Cited =
  | { value: CitedValue; problem: null }
  | { value: null; problem: string; quoted: string | null };

/** The number at a pointer into the result of a tool call. */
export function citedValue(call: ToolResult, pointer: string): Cited {
  const root = structured(call);
  if (root === undefined) return none("The cited tool call has no structured result.");
  const place = placeAt(root, pointer);
  if (typeof place === "string") return none(`${place}.`);
  const text = numberText(place.value);
  const number = text === null ? null : exactNumber(text);
  if (text === null || number === null) return none(notANumber(place), quotedOf(place.value));
  const about = {
    ...{ unit: unitAt(place), symbol: symbolAt(place, call.arguments) },
    ...{ stale: staleDayAt(place), days: daysAt(place) },
    frequency: frequencyAt(place, call.arguments),
  };
  return { value: { call, pointer, text, number, ...about }, problem: null };
}

const none = (problem: string, quoted: string | null = null): Cited => ({
  value: null,
  problem,
  quoted,
});

/** A number, or a text that contains nothing else: servers send long numbers and prices as texts. */
function numberText(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? value : null;
}

function notANumber({ value }: Place): string {
  if (value === null) return "The result has no value there (null).";
  if (Array.isArray(value)) return "The cited value is a list, not a number.";
  if (typeof value === "object") return "The cited value is an object, not a number.";
  return `The cited value is ${quotedOf(value)}, not a number.`;
}

const quotedOf = (value: unknown): string | null =>
  typeof value === "object" && value !== null ? null : JSON.stringify(value)?.slice(0, 80) ?? null;
