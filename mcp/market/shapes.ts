import { z } from "zod";

/** A number without the noise of single precision that Yahoo sends (189.83999633789062). */
export const exactFigure: z.ZodType<number> = z.number().transform((raw) => rounded(raw));

/** A number, or null where Yahoo left it out or sent something else. */
export const figure: z.ZodType<number | null> = exactFigure.nullable().catch(null).default(null);

/** `value` to eight significant digits; whole numbers stay whole. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(8));
}

/**
 * A text of at most `max` UTF-16 units, or null where Yahoo left it out or sent something else. It is
 * one line without control characters: models read it, and it was written by strangers.
 */
export function text(max: number): z.ZodType<string | null> {
  return z.string().transform((t) => tidy(t, max)).nullable().catch(null).default(null);
}

/** A name or a word. */
export const label: z.ZodType<string | null> = text(200);

/** A point in time as Yahoo gives it (seconds, ISO text, or a Date made by the package), or null. */
export const instant: z.ZodType<Date | null> = z.union([
  z.date(),
  z.number().transform((seconds) => new Date(seconds * 1000)),
  z.iso.datetime({ offset: true }).transform((iso) => new Date(iso)),
]).nullable().catch(null).default(null);

/** The items of a list that fit `item`; nothing where Yahoo sent no list. */
export function listOf<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.array(z.unknown()).catch([]).default([])
    .transform((raw) => raw.flatMap((one) => item.safeParse(one).data ?? []));
}

/** A part of an answer with these fields, which Yahoo leaves out where it has none of them. */
export function block<S extends z.ZodRawShape>(fields: S) {
  return z.preprocess((raw) => raw ?? {}, z.object(fields));
}

function tidy(raw: string, max: number): string | null {
  const line = raw.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  const cut = line.length > max ? `${line.slice(0, max - 1).toWellFormed()}…` : line;
  return cut === "" ? null : cut;
}
