import { z } from "zod";

/** A number, without the rounding errors of Yahoo's single precision (189.83999633789062). */
export const exactFigure: z.ZodType<number> = z.number().transform((raw) => rounded(raw));

/** A number; null for a missing or invalid value. */
export const figure: z.ZodType<number | null> = exactFigure.nullable().catch(null).default(null);

/** `value` with eight significant digits; integers do not change. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(8));
}

/**
 * A text of at most `max` UTF-16 code units; null for a missing or invalid value. It is one line without control
 * characters, because it is untrusted text for models.
 */
export function text(max: number): z.ZodType<string | null> {
  return z.string().transform((t) => tidy(t, max)).nullable().catch(null).default(null);
}

/** A name or a word. */
export const label: z.ZodType<string | null> = text(200);

/** A time in Yahoo's forms (seconds, ISO text, or a Date of the package); null for other values. */
export const instant: z.ZodType<Date | null> = z.union([
  z.date(),
  z.number().transform((seconds) => new Date(seconds * 1000)),
  z.iso.datetime({ offset: true }).transform((iso) => new Date(iso)),
]).transform((at) => Number.isNaN(at.getTime()) ? null : at).nullable().catch(null).default(null);

/** The valid items of a list; empty for other values. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(z.unknown()).catch([]).default([])
    .transform((raw) => raw.flatMap((one) => item.safeParse(one).data ?? []));
}

/** An object with these fields, which Yahoo omits when it has none of them. */
export function block<S extends z.ZodRawShape>(fields: S) {
  return z.preprocess((raw) => raw ?? {}, z.object(fields));
}

function tidy(raw: string, max: number): string | null {
  const line = raw.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  const cut = line.length > max ? `${line.slice(0, max - 1).toWellFormed()}…` : line;
  return cut === "" ? null : cut;
}
