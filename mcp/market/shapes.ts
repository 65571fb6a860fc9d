import { z } from "zod";

/** A finite number, or null where Yahoo left it out or sent something else. */
export const figure: z.ZodType<number | null> = z.number().finite().nullable().catch(null)
  .default(null);

/** A text, or null where Yahoo left it out or sent something else. */
export const label: z.ZodType<string | null> = z.string().min(1).nullable().catch(null)
  .default(null);

/** A point in time as Yahoo gives it (seconds, ISO text, or a Date made by the package), or null. */
export const instant: z.ZodType<Date | null> = z.union([
  z.date(),
  z.number().transform((seconds) => new Date(seconds * 1000)),
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
]).nullable().catch(null).default(null);
