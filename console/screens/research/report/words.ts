import { numberFormats } from "../../../../protocol/research/report/number-formats.ts";
import { en } from "../../../../protocol/research/report/words/en.ts";

/** The labels of a report in the console, which is in English; the report's own text is in its language. */
export const words = en;
/** The console's formats of numbers and days in reports. */
export const formats = numberFormats("en", words);
