/** Words of a language that belong to numbers. The keys of `scales` are in lower case, without a final point. */
export interface NumberWords {
  /** Powers of ten. */
  scales: Record<string, number>;
  percent: string[];
  percentagePoints: string[];
  basisPoints: string[];
  /** Multiples, as in `21 times`. */
  times: string[];
  /** Nouns of time: a number before them is a duration. */
  time: string[];
  /** Words that say that a value fell, and that it rose. Matched at the beginning of a word. */
  fell: string[];
  rose: string[];
}

const english: NumberWords = {
  scales: {
    ...{ thousand: 3, thousands: 3, million: 6, millions: 6, mn: 6, mln: 6 },
    ...{ billion: 9, billions: 9, bn: 9, trillion: 12, trillions: 12, tn: 12, trn: 12 },
  },
  percent: ["percent", "per cent", "pct"],
  percentagePoints: ["percentage points", "percentage point", "pp"],
  basisPoints: ["basis points", "basis point", "bps", "bp"],
  times: ["times", "fold"],
  time: [
    "second",
    "minute",
    "hour",
    "day",
    "trading day",
    "session",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
  ],
  fell: [
    ...[
      "fell",
      "fall",
      "below",
      "down",
      "loss",
      "lost",
      "lose",
      "losing",
      "declin",
      "drop",
      "decreas",
    ],
    ...[
      "lower",
      "under",
      "minus",
      "negative",
      "shr",
      "weak",
      "slid",
      "slump",
      "contract",
      "less",
      "cut",
      "worse",
    ],
  ],
  rose: [
    ...[
      "rose",
      "rise",
      "rising",
      "above",
      "up",
      "gain",
      "grew",
      "grow",
      "increas",
      "higher",
      "climb",
      "jump",
    ],
    ...["over", "plus", "advanc", "more", "better", "surg"],
  ],
};

const german: NumberWords = {
  scales: {
    ...{
      tausend: 3,
      tsd: 3,
      million: 6,
      millionen: 6,
      mio: 6,
      milliarde: 9,
      milliarden: 9,
      mrd: 9,
    },
    ...{ billion: 12, billionen: 12, bio: 12 },
  },
  percent: ["prozent"],
  percentagePoints: ["prozentpunkten", "prozentpunkte", "prozentpunkt", "pp"],
  basisPoints: ["basispunkten", "basispunkte", "basispunkt", "bp"],
  times: ["mal", "fache", "fachen", "faches", "fach"],
  time: ["sekunde", "minute", "stunde", "tag", "handelstag", "woche", "monat", "quartal", "jahr"],
  fell: [
    ...[
      "fiel",
      "fäll",
      "fall",
      "gefallen",
      "sank",
      "sink",
      "gesunken",
      "rückgang",
      "zurück",
      "unter",
      "minus",
    ],
    ...[
      "verlust",
      "verlor",
      "verlier",
      "niedriger",
      "tiefer",
      "weniger",
      "abwärts",
      "negativ",
      "nachgegeben",
      "schwäch",
    ],
    ...["gab", "einbuß", "schrumpf", "abgenommen"],
  ],
  rose: [
    ...[
      "stieg",
      "steig",
      "gestiegen",
      "über",
      "plus",
      "gewinn",
      "gewann",
      "zuwachs",
      "wuchs",
      "wachs",
      "gewachsen",
    ],
    ...["höher", "mehr", "legte", "zugelegt", "aufwärts", "zugenommen"],
  ],
};

const french: NumberWords = {
  scales: {
    ...{
      mille: 3,
      million: 6,
      millions: 6,
      mio: 6,
      milliard: 9,
      milliards: 9,
      md: 9,
      mds: 9,
      mrd: 9,
    },
    ...{ billion: 12, billions: 12 },
  },
  percent: ["pour cent", "pourcent", "pour-cent"],
  percentagePoints: ["points de pourcentage", "point de pourcentage", "pp"],
  basisPoints: ["points de base", "point de base", "pb"],
  times: ["fois"],
  time: [
    "seconde",
    "minute",
    "heure",
    "jour",
    "séance",
    "semaine",
    "mois",
    "trimestre",
    "an",
    "ans",
    "année",
  ],
  fell: [
    ...[
      "baiss",
      "recul",
      "chut",
      "perte",
      "perd",
      "sous",
      "inférieur",
      "moins",
      "diminu",
      "repli",
      "négati",
    ],
    ...["abandonn", "céd", "descend", "contract", "dessous", "faibl"],
  ],
  rose: [
    ...[
      "hauss",
      "progress",
      "augment",
      "gagn",
      "gain",
      "crû",
      "croiss",
      "supérieur",
      "plus",
      "mont",
      "dessus",
      "bond",
    ],
  ],
};

const spanish = { mil: 3, millón: 6, millones: 6, billón: 12, billones: 12 };
const italian = { mila: 3, milione: 6, milioni: 6, mln: 6, miliardo: 9, miliardi: 9, mld: 9 };
const dutch = { duizend: 3, miljoen: 6, mln: 6, miljard: 9, mld: 9, biljoen: 12 };
const portuguese = {
  ...{ mil: 3, milhão: 6, milhões: 6, bilhão: 9, bilhões: 9, trilhão: 12, trilhões: 12 },
};
const scalesOnly: Record<string, Record<string, number>> = {
  ...{ es: spanish, it: italian, nl: dutch, pt: portuguese },
};

/** The words of a language; those of English with its scales for a language without an entry. */
export function numberWords(language: string): NumberWords {
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
