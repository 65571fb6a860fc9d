/** What names of figures and of fields may mean. A name that means one, and a field that means another, contradict. */
const meanings: [RegExp, RegExp][] = [
  [/\b(high|highest|peak|max(imum)?|höchst\p{L}*|hoch|plus haut)\b/iu, /\b(high|highest|max)\b/],
  [/\b(low|lowest|trough|min(imum)?|tiefst\p{L}*|tief|plus bas)\b/iu, /\b(low|lowest|min)\b/],
  [/\b(open|opening)\b/iu, /\b(open)\b/],
  [/\b(volume|handelsvolumen)\b/iu, /\b(volume)\b/],
  [/\b(market (cap\p{L}*|value)|marktkap\p{L}*|börsenwert|capitalisation)\b/iu, /\bmarket cap\b/],
  [/\b(enterprise value|unternehmenswert|valeur d.entreprise)\b/iu, /\benterprise value\b/],
  [/\b(p\/e|pe|price.(to.)?earnings|kgv)\b/iu, /\b(pe|price earnings)\b/],
  [/\b(p\/b|price.(to.)?book|kbv)\b/iu, /\bprice to book\b/],
  [/\b(beta|bêta)\b/iu, /\bbeta\b/],
  [/\bgross (profit )?margin\b|\bbruttomarge\b|\bmarge brute\b/iu, /\bgross margin\b/],
  [/\boperating margin\b|\boperative marge\b|\bmarge opérationnelle\b/iu, /\boperating margin\b/],
  [
    /\b(net (profit )?|(?<!gross )profit )margin\b|\bnettomarge\b|\bmarge nette\b/iu,
    /\b(profit|net) margin\b/,
  ],
  [/\bgross profit\b(?! margin)|\bbruttogewinn\b/iu, /\bgross profit\b/],
  [/\boperating (income|profit)\b|\bbetriebsergebnis\b/iu, /\boperating income\b/],
  [
    /\bnet (income|profit|earnings)\b(?! margin)|\bnettogewinn\b|\brésultat net\b/iu,
    /\bnet income\b/,
  ],
  [/\b(revenue|sales|umsatz|chiffre d.affaires)\b/iu, /\b(revenue)\b/],
  [/\b(free cash ?flow|freier cashflow)\b/iu, /\bfree cash ?flow\b/],
  [/\bdebt.to.equity\b|\bverschuldungsgrad\b/iu, /\bdebt to equity\b/],
  [/\bcurrent ratio\b/iu, /\bcurrent ratio\b/],
  [/\breturn on equity\b|\beigenkapitalrendite\b/iu, /\breturn on equity\b/],
  [/\b(dividend )?yield\b|\bdividendenrendite\b|\brendement\b/iu, /\byield\b/],
  [/\bpayout\b|\bausschüttungsquote\b/iu, /\bpayout\b/],
  [/\b(eps|earnings per share|gewinn (je|pro) aktie)\b/iu, /\beps\b/],
  [/\b(upside|target against price)\b/iu, /\bupside\b/],
  [/\bemployees\b|\bbeschäftigte\b|\bsalariés\b/iu, /\bemployees\b/],
];

/** True if a figure's name says one thing and the cited field, such as `/summary/lowest`, another. */
export function contradicts(name: string, pointer: string): boolean {
  const field = wordsOf(pointer.split("/").findLast((key) => !/^\d*$/.test(key)) ?? "");
  const named = meanings.filter(([words]) => words.test(name));
  const cited = meanings.filter(([, words]) => words.test(field));
  return named.length > 0 && cited.length > 0 && !named.some((meaning) => cited.includes(meaning));
}

/** The words of a field's name, in lower case: `fiftyTwoWeekLow`, `debt_to_equity`, `trailingPE`. */
const wordsOf = (key: string) =>
  key.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[^A-Za-z]+/g, " ").toLowerCase();
