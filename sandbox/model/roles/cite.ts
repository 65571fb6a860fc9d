import type { Outcome } from "../price-quotes.ts";
import { asObject } from "../types.ts";
import type { Figure, Place } from "./brief.ts";
import { preciseNumber } from "./figures.ts";

/** A number that an analyst reads in a tool result. */
export type Read = { place: Place; number: number; unit: string | null };

/** The number at a JSON pointer into a result, with the unit that the result gives; undefined without a number. */
export function readNumber(outcome: Outcome | undefined, pointer: string): Read | undefined {
  const keys = pointer.split("/").slice(1);
  const around: unknown[] = [];
  let value: unknown = outcome?.value;
  for (const key of keys) {
    around.unshift(value);
    value = Array.isArray(value) ? value[Number(key)] : asObject(value)[key];
  }
  if (!outcome || typeof value !== "number" || !Number.isFinite(value)) return undefined;
  const place = { call: outcome.label, pointer };
  return { place, number: value, unit: unitIn(around, keys.at(-1) ?? "") };
}

/** The unit of a field: in the nearest `units`, else the nearest currency. */
function unitIn(around: readonly unknown[], field: string): string | null {
  const maps = around.map((o) => asObject(o).units).filter((units) => units !== undefined);
  const units = maps.length > 0
    ? maps.map((map) => asObject(map)[field])
    : around.map((o) => asObject(o).currency);
  const unit = units.find((u) => typeof u === "string");
  return typeof unit === "string" ? unit : null;
}

type About = { name: string; symbol: string; period?: unknown };

/** A number as a figure that cites its place; empty without a number. `percent`: the number is a ratio. */
export function cited(
  { name, symbol, period }: About,
  read: Read | undefined,
  percent = false,
): Figure[] {
  if (!read) return [];
  const value = percent ? preciseNumber(read.number * 100) : String(read.number);
  return [{
    ...{ name: `${name}, ${symbol}`, symbol, value, unit: percent ? "%" : read.unit },
    period: typeof period === "string" && period !== "" ? period : null,
    ...{ source: read.place, derivation: null },
  }].filter((figure) => !figure.value.includes("e"));
}

/** The change between two numbers in percent, as a figure with its derivation; empty without both. */
export function changed(
  { name, symbol, period }: About,
  from: Read | undefined,
  to: Read | undefined,
): Figure[] {
  if (!from || !to || from.number <= 0) return [];
  const value = preciseNumber((to.number - from.number) / from.number * 100);
  const inputs = [{ name: "last", ...to.place }, { name: "first", ...from.place }];
  return [{
    ...{ name: `${name}, ${symbol}`, symbol, value, unit: "%" },
    period: typeof period === "string" ? period : null,
    ...{ source: null, derivation: { formula: "(last - first) / first * 100", inputs } },
  }];
}
