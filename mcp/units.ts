import { z } from "zod";

/** Unit of a number by its field's name; null when it is not known. */
export type Units<Name extends string> = Record<Name, string | null>;

/** Multiple of something else, such as a price-earnings ratio: 12.5 is 12.5 times. */
export const multiple = "x";

/** Fraction of a whole: 0.25 is 25 %. */
export const ratio = "ratio";

/** Hundredths of a whole: 25 is 25 %. */
export const percent = "%";

/**
 * Output field `units` for numbers with these names. It covers the object that has it and the objects below; the nearest
 * enclosing one applies, as mcp/README.md says.
 */
export function unitsOf<Name extends string>(
  names: readonly Name[],
): z.ZodType<Units<Name>> {
  const unit = z.string().nullable();
  const shape = Object.fromEntries(names.map((name) => [name, unit])) as Record<Name, typeof unit>;
  return z.object(shape).describe(
    "Unit of each number by its field's name: a currency or minor unit as in the currency fields, %, x (multiple), ratio (0.25 is 25 %), points, shares, ...; null when it is not known.",
  ) as z.ZodType<Units<Name>>;
}

/** The same unit for several names. */
export function sameUnit<Name extends string>(
  names: readonly Name[],
  unit: string | null,
): Units<Name> {
  return Object.fromEntries(names.map((name) => [name, unit])) as Units<Name>;
}
