import { meaningsOf } from "../field-meaning.ts";
import type { WrittenNumber } from "./read-numbers.ts";

/** Words between a name and its number: "revenue was about", "| Revenue |", "Umsatz von rund". */
const link =
  /(?:\s(?:is|was|are|were|of|at|to|st(?:ands?|ood) at|reached|amount(?:s|ed) to|came to|ist|war|von|bei|beträgt|betrug|liegt bei|lag bei|beläuft sich auf|erreichte|est|était|est de|était de|de|à|atteint|s.élève à|s.établit à|a été de)|:|=|\s\|)\s*(?:about|around|roughly|nearly|approximately|rund|etwa|knapp|circa|environ|près de)?[\s$€£¥₹]*$/iu;
const trades =
  /(?:trad(?:es?|ed|ing)|closed|kostet(?:e)?|notiert(?:e)?|schloss|cote|clôtur\p{L}+)(?:\s(?:at|bei|à))?\s*[$€£¥₹]?$/iu;
/** A number before these is a distance from another one. */
const distance =
  /^\W{0,2}(?:points? )?(?:below|above|under|over|higher|lower|less|more|off|from|unter|über|höher|niedriger|mehr|weniger|de moins|de plus|sous|au-dess|inférieur|supérieur|plus|moins)/iu;

/** The meanings of the name right before a written number, in the order of a table; empty if they are not known. */
export function meaningsBefore({ lead, tail }: WrittenNumber): number[] {
  if (distance.test(tail)) return [];
  if (trades.test(lead)) return meaningsOf("price");
  const found = link.exec(lead);
  if (!found) return [];
  const phrase = lead.slice(0, found.index).split(/[,;.!?|()]\s?/).at(-1) ?? "";
  return meaningsOf(phrase.split(/\s+/).slice(-4).join(" "));
}

/** False if both the text and the figure's name say what they mean, and they mean different things. */
export const fitsName = (said: readonly number[], figure: readonly number[]): boolean =>
  said.length === 0 || figure.length === 0 || said.some((meaning) => figure.includes(meaning));
