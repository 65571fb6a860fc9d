import type { Metric } from "../phase.ts";
import { isShortened } from "./evidence-text.ts";
import type { NumberFormats } from "./number-formats.ts";

/** A number of at least five digits, as a model copies it from a tool's result. */
const longNumber = /(?<![\w.,:/#&;-])-?\d{1,30}(?:\.\d{1,18})?(?![\w:/;-]|[.,]\d)/g;

/**
 * Changes numbers in a text that a model copied from a tool's result, such as 149167842107. Only a number that is exactly the
 * value, or the quoted value, of a proven figure is given to `write`. Null: the figures have no such number.
 */
export function readableNumbers(
  metrics: readonly Pick<Metric, "evidence" | "value" | "quoted">[],
  formats: NumberFormats,
): ((text: string, write: (number: string, readable: string) => string) => string) | null {
  const proven = new Set(
    metrics.filter(({ evidence }) => evidence !== "NONE")
      .flatMap(({ value, quoted }) => [value, quoted ?? value])
      .filter((value) => digitsOf(value) >= 5 && isShortened(value, formats)),
  );
  if (proven.size === 0) return null;
  return (text, write) =>
    text.replace(
      longNumber,
      (number) => proven.has(number) ? write(number, formats.figure(number, null)) : number,
    );
}

const digitsOf = (value: string) => value.replace(/\D/g, "").length;
