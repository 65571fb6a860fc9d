/** What names of figures and of fields may mean. A name that means one, and a field that means another, contradict. */
const meanings: [RegExp, RegExp][] = [
  [/\b(high|highest|peak|max(imum)?|höchst\p{L}*|hoch|plus haut)\b/iu, /\b(high|highest|max)\b/],
  [/\b(low|lowest|trough|min(imum)?|tiefst\p{L}*|tief|plus bas)\b/iu, /\b(low|lowest|min)\b/],
  [/\b(open|opening)\b/iu, /\b(open)\b/],
  [
    /\b(price|kurs|aktienkurs|cours)\b(?![-/]|.?(to|target|earnings|book|sales)\b)/iu,
    /\b(price\b(?! to)|close)\b/,
  ],
  [/\b(volume|handelsvolumen)\b/iu, /\b(volume)\b/],
  [/\b(market (cap\p{L}*|value)|marktkap\p{L}*|börsenwert|capitalisation)\b/iu, /\bmarket cap\b/],
  [/\b(enterprise value|unternehmenswert|valeur d.entreprise)\b/iu, /\benterprise value\b/],
  [/\b(p\/e|pe|price.(to.)?earnings|kgv|kurs-gewinn-\p{L}*|per)\b/iu, /\b(pe|price earnings)\b/],
  [/\b(p\/b|price.(to.)?book|kbv|kurs-buchwert-\p{L}*)\b/iu, /\bprice to book\b/],
  [/\b(beta|bêta)\b/iu, /\bbeta\b/],
  [/\bgross (profit )?margin\b|\bbruttomarge\b|\bmarge brute\b/iu, /\bgross margin\b/],
  [/\boperating margin\b|\boperative marge\b|\bmarge opérationnelle\b/iu, /\boperating margin\b/],
  [
    /\b(net (profit )?|(?<!gross )profit )margin\b|\bnettomarge\b|\bmarge nette\b/iu,
    /\b(profit|net) margin\b/,
  ],
  [/\bgross profit\b(?! margin)|\bbrutto(gewinn|ergebnis)/iu, /\bgross profit\b/],
  [
    /\boperating (income|profit)\b|\bbetriebs(ergebnis|gewinn)|\brésultat (opérationnel|d.exploitation)/iu,
    /\boperating income\b/,
  ],
  [
    /\bnet (income|profit|earnings)\b(?! margin)|\b(nettogewinn|nettoergebnis|jahresüberschuss)|\b(résultat|bénéfice) net\b/iu,
    /\bnet income\b/,
  ],
  [/\bebitda\b/iu, /\bebitda\b/],
  [/\bpre-?tax\b|\bvor steuern\b|\bavant impôts?/iu, /\bpretax\b/],
  [/\btax(es)?\b|\bsteuer(n|aufwand)|\bimpôts?/iu, /\btax\b/],
  [/\bcosts?\b|\bkosten|\baufwand|\bcoûts?/iu, /\bcost\b/],
  [/\b(r&d|research)\b|\bforschung|\brecherche/iu, /\bresearch\b/],
  [/\bexpenses?\b|\baufwendungen|\bcharges\b/iu, /\bexpenses?\b/],
  [
    /\b(revenues?|sales|umsatz|umsatzerlöse|turnover|chiffre d.affaires)\b/iu,
    /(?<!cost of )\brevenue\b/,
  ],
  [/\b(free cash ?flow|freie[rn]? cash-?flow|flux de trésorerie libre)\b/iu, /\bfree cash ?flow\b/],
  [
    /\b(operating cash ?flow|operative[rn]? cash-?flow)\b|\bcash ?flow from operat/iu,
    /\boperating cash ?flow\b/,
  ],
  [/\b(capex|capital expenditures?|investitionen)\b/iu, /\bcapital expenditure\b/],
  [/\bnet debt\b|\bnetto(ver)?schuld|\bnettofinanzschulden|\bdette nette\b/iu, /\bnet debt\b/],
  [
    /\b(total|gross) debt\b|\bgesamt(ver)?schuld|\bbruttoverschuldung|\bdette (totale|brute)\b/iu,
    /\btotal debt\b/,
  ],
  [/\blong.term debt\b|\blangfristige (schulden|verbindlich)/iu, /\blong term debt\b/],
  [/\btotal assets\b|\bbilanzsumme|\btotal (de l.)?actif/iu, /\btotal assets\b/],
  [/\bcurrent assets\b|\bumlaufvermögen|\bactifs? courants?/iu, /\bcurrent assets\b/],
  [/\bcurrent liabilities\b|\bpassifs? courants?/iu, /\bcurrent liabilities\b/],
  [/\btotal liabilities\b/iu, /\btotal liabilities\b/],
  [/\bcash\b(?! ?flow)|\bliquide mittel\b|\btrésorerie\b(?! libre)/iu, /\bcash\b(?! flow)/],
  [
    /\b(shareholders.?|stockholders.?|total) equity\b|\beigenkapital\b|\bcapitaux propres\b/iu,
    /\bstockholders equity\b/,
  ],
  [/\bdebt.to.equity\b|\bverschuldungsgrad\b/iu, /\bdebt to equity\b/],
  [/\bcurrent ratio\b/iu, /\bcurrent ratio\b/],
  [/\breturn on equity\b|\beigenkapitalrendite\b/iu, /\breturn on equity\b/],
  [/\b(dividend )?yield\b|\bdividendenrendite\b|\brendement\b/iu, /\byield\b/],
  [/\bpayout\b|\bausschüttungsquote\b/iu, /\bpayout\b/],
  [/\b(eps|earnings per share|gewinn (je|pro) aktie|bénéfice par action|bpa)\b/iu, /\beps\b/],
  [/\b(upside|target against price)\b/iu, /\bupside\b/],
  [/\bemployees\b|\bbeschäftigte|\bmitarbeite|\bsalariés\b/iu, /\bemployees\b/],
];

/** Words of a field that change what its number is: a name without a word for it presents the number as another one. */
const qualifiers: [RegExp, RegExp][] = [
  [
    /\btarget\b/,
    /target|ziel|objectif|cible|consensus|konsens|analyst|estimate|schätz|estim|upside/iu,
  ],
  [
    /\b(high|highest)\b/,
    /high|peak|max|hoch|höchst|haut|range|spanne|bandbreite|fourchette|target|ziel|objectif/iu,
  ],
  [
    /\b(low|lowest)\b/,
    /low|trough|min|tief|niedrig|\bbas\b|range|spanne|bandbreite|fourchette|target|ziel|objectif/iu,
  ],
  [
    /\b(previous|prior)\b/,
    /previous|prior|close|last|yesterday|day before|vor|letzt|schluss|précéd|veille|clôture|dernier/iu,
  ],
  [
    /\bfirst\b/,
    /first|start|begin|ago|base|initial|earlier|before|open|previous|anfang|beginn|vor\b|erst|début|premi|il y a/iu,
  ],
  [/\bopen\b/, /open|eröffn|ouverture|interest/iu],
  [
    /\bforward\b/,
    /forward|fwd|expect|estimat|forecast|next|ntm|projected|erwart|schätz|progno|künftig|prévi|attendu|estim|anticip/iu,
  ],
  [
    /\bgrowth\b/,
    /growth|grew|chang|increas|rise|yoy|year.on.year|wachstum|veränder|steiger|zuwachs|anstieg|croissance|évolution|variation|hausse|progress|declin|rückgang|baisse/iu,
  ],
  [/\beps\b/, /eps|per.share|(je|pro) (aktie|anteil)|par action|bpa|bna/iu],
  [/\bupside\b/, /upside|potential|potenzial|potentiel|target|ziel|objectif|against/iu],
];

/** True if a figure's name says one thing and the cited field, such as `/summary/lowest`, another. */
export function contradicts(name: string, pointer: string): boolean {
  const keys = pointer.split("/").filter((key) => !/^\d*$/.test(key)).map(wordsOf);
  const field = keys.at(-1) ?? "";
  const place = keys.slice(-2).join(" ");
  if (qualifiers.some(([words, named]) => words.test(place) && !named.test(name))) return true;
  const named = meanings.filter(([words]) => words.test(name));
  const cited = meanings.filter(([, words]) => words.test(field));
  return named.length > 0 && cited.length > 0 && !named.some((meaning) => cited.includes(meaning));
}

/** What a name of a figure may mean, as places in a list. Empty: it is not known. */
export const meaningsOf = (name: string): number[] =>
  meanings.flatMap(([words], i) => words.test(name) ? [i] : []);

/** Margins, by the field that a formula for them needs. */
const margins: [RegExp, RegExp][] = [
  [/\bgross (profit )?margin|\bbruttomarge|\bmarge brute/iu, /\bgross\b/],
  [/\boperating margin|\boperative marge|\bmarge opérationnelle/iu, /\boperating\b/],
  [/\bnet (profit )?margin|\bnettomarge|\bmarge nette/iu, /\bnet\b|\bprofit\b(?<!gross profit)/],
];

/** True if a figure is a margin by its name, and its formula uses the amounts of another one. */
export function isOtherMargin(name: string, pointers: readonly string[]): boolean {
  const fields = pointers.map((pointer) => wordsOf(pointer.split("/").at(-1) ?? ""));
  const asked = margins.filter(([words]) => words.test(name));
  const used = margins.filter(([, words]) => fields.some((field) => words.test(field)));
  return asked.length > 0 && used.length > 0 && !asked.some((margin) => used.includes(margin));
}

/** The words of a field's name, in lower case: `fiftyTwoWeekLow`, `debt_to_equity`, `trailingPE`. */
export const wordsOf = (key: string): string =>
  key.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[^A-Za-z]+/g, " ").toLowerCase();
