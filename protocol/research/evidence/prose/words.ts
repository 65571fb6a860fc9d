import type { NumberWords } from "./number-words.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";
import { french } from "./words/fr.ts";

const spanish = { mil: 3, millón: 6, millones: 6, billón: 12, billones: 12 };
const italian = { mila: 3, milione: 6, milioni: 6, mln: 6, miliardo: 9, miliardi: 9, mld: 9 };
const dutch = { duizend: 3, miljoen: 6, mln: 6, miljard: 9, mld: 9, biljoen: 12 };
const portuguese = {
  ...{ mil: 3, milhão: 6, milhões: 6, bilhão: 9, bilhões: 9, trilhão: 12, trilhões: 12 },
};
const scalesOnly: Record<string, Record<string, number>> = {
  ...{ es: spanish, it: italian, nl: dutch, pt: portuguese },
};

/** Words of scales that mean the same in each language: a number before one is not the number alone. */
const anywhere: Record<string, number> = {
  ...{ lakh: 5, lakhs: 5, crore: 7, crores: 7, mn: 6, mio: 6, mln: 6, million: 6, millions: 6 },
  ...{ millionen: 6, bn: 9, mrd: 9, mld: 9, milliarde: 9, milliarden: 9, milliard: 9 },
  ...{ milliards: 9, tn: 12, trn: 12, trillion: 12, trillions: 12 },
};

/** The words of a language; those of English with its scales for a language without an entry. */
export function numberWords(language: string): NumberWords {
  const words = ownWords(language);
  return { ...words, scales: { ...anywhere, ...words.scales } };
}

function ownWords(language: string): NumberWords {
  const primary = language.toLowerCase().split("-")[0] ?? "";
  if (primary === "de") return german;
  if (primary === "fr") return french;
  const scales = scalesOnly[primary];
  if (!scales) return english;
  const percent = [...english.percent, "por ciento", "per cento", "procent", "por cento"];
  return { ...english, scales, percent };
}

/** True for a language whose words of direction are known. */
export const knowsDirection = (language: string): boolean => /^(en|de|fr)(-|$)/i.test(language);
