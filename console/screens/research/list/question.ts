import type { StartResearchInput } from "../../../document-types.generated.ts";
import { symbolsIn } from "./symbols.ts";

/** The fields of the question box, as they were typed. */
export interface Question {
  readonly text: string;
  readonly symbols: string;
  readonly allowUnknown: boolean;
  readonly language: string;
  readonly searches: string;
  /** Maximum cost in US dollars; empty: no limit. */
  readonly cost: string;
}

/** The box before anything is typed. */
export const emptyQuestion: Question = {
  ...{ text: "", symbols: "", allowUnknown: false },
  ...{ language: "en", searches: "5", cost: "" },
};

/** The input of the mutation. Forms are checked by the API, which names each fault; a text that is no number is 0. */
export function toInput(question: Question): Omit<StartResearchInput, "idempotencyKey"> {
  const { text, symbols, allowUnknown, language, searches, cost } = question;
  const amount = cost.trim();
  return {
    question: text,
    symbols: symbolsIn(symbols),
    allowUnknown,
    language: language.trim(),
    searches: wholeNumber(searches),
    ...(amount !== "" && { budget: { cost: { amount: decimal(amount), currency: "USD" } } }),
  };
}

const wholeNumber = (text: string) => /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
/** A decimal comma is a point: what a keyboard offers depends on its language. */
const decimal = (text: string) => /^\d+([.,]\d+)?$/.test(text) ? text.replace(",", ".") : "0";
