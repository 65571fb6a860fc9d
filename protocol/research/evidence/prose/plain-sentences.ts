/** A sentence of a Markdown text: without links, code and emphasis. */
export interface Sentence {
  text: string;
  /** The addresses that it links. */
  urls: string[];
}

/** Length of the parts in which a long text is read. */
const maxPart = 100_000;

/** Places of links in a text: characters for private use, which no text has. */
const firstPlace = 0xe000;
const places = /[\ue000-\uf8ff]/g;

/** Characters without width, which may be between the digits of a number. */
const hidden = /\p{Cf}/gu;
const link =
  /!?\[((?:[^\][]|\[[^\][]{0,200}\]){0,500})\]\(<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,500}\)[^()\s<>]{0,500})?)>?(?:\s+"[^"]{0,300}")?\)/g;
const autolink = /<?\b(https?:\/\/[^\s<>|)\]]{1,2000})>?/g;
const code = /```[^]*?(?:```|$)|`[^`\n]{0,500}`/g;

/** A text of a link that only counts, such as that of a footnote. */
const mark = /^[\s[\]()^*]*\d{1,3}[\s[\]()^*]*$/;
/** Code that is a path, a formula or a call. */
const syntax = /[/_=(){}<>]/;

/** The sentences of a Markdown text. Formulas, titles of sources and marks of footnotes say nothing about figures. */
export function plainSentences(
  markdown: string,
  titles: ReadonlySet<string> = new Set(),
): Sentence[] {
  const sentences: Sentence[] = [];
  for (let from = 0; from < markdown.length;) {
    const line = markdown.lastIndexOf("\n", from + maxPart);
    const to = markdown.length - from > maxPart && line > from ? line : from + maxPart;
    for (const sentence of sentencesIn(markdown.slice(from, to), titles)) sentences.push(sentence);
    from = to;
  }
  return sentences;
}

function sentencesIn(markdown: string, titles: ReadonlySet<string>): Sentence[] {
  const urls: string[] = [];
  const place = (url: string) => String.fromCharCode(firstPlace + (urls.push(url) - 1) % 6_000);
  const text = markdown.normalize("NFC").replace(places, " ").replace(hidden, "")
    .replace(code, (all) => syntax.test(all) ? " " : all.replaceAll("`", " "))
    .replace(
      link,
      (_, title: string, url: string) =>
        mark.test(title) || titles.has(title.trim()) ? place(url) : `${title} ${place(url)}`,
    )
    .replace(autolink, (_, url: string) => place(url));
  return paragraphs(text).flatMap((line) => sentencesOf(plainLine(line))).map((sentence) => ({
    text: sentence.replace(places, "").replace(/ {2,}/g, " ").trim(),
    urls: (sentence.match(places) ?? []).map((mark) => urls[mark.charCodeAt(0) - firstPlace] ?? ""),
  })).filter((sentence) => sentence.text !== "");
}

const startsBlock = /^\s*(?:$|[-*+>#|]|\d{1,3}[.)]\s)/;
const endsBlock = /^\s*(?:$|[#|])/;

/** The paragraphs, headings, items and rows of a text: a line goes on in the next one. */
function paragraphs(text: string): string[] {
  const found: string[][] = [];
  let before = "";
  for (const line of text.split(/\r\n?|\n/)) {
    const last = found.at(-1);
    if (last && !startsBlock.test(line) && !endsBlock.test(before)) last.push(line);
    else found.push([line]);
    before = line;
  }
  return found.map((lines) => lines.join(" "));
}

const entities: Record<string, string> = {
  nbsp: "\u00a0",
  minus: "\u2212",
  ndash: "\u2013",
  amp: "&",
  percnt: "%",
};

function plainLine(line: string): string {
  return line.replace(
    /&#(?:x([0-9a-f]{1,5})|(\d{1,6}));/gi,
    (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  ).replace(hidden, "").replace(
    /&(nbsp|minus|ndash|amp|percnt);/g,
    (_, name: string) => entities[name] ?? " ",
  )
    .replace(/^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+|\d{1,3}[.)]\s+)+/, "")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "").replace(/\*|__|~~/g, "")
    .replace(/(?![0-9])\p{Nd}/gu, digit).replaceAll("％", "%");
}

/** Digits of other scripts as 0 to 9: each script has its ten in a row. */
function digit(character: string): string {
  const plain = character.normalize("NFKC");
  if (/^\d$/.test(plain)) return plain;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

const abbreviation =
  /(?:\b(?:Mio|Mrd|Tsd|Bio|Md|Mds|vs|approx|ca|bzw|resp|Inc|Corp|Co|Ltd|Nr|No|St|Dr|Mr|Ms)|\b\p{L}|\d)\.$/u;

/** A row of a table is one sentence: its cells belong together. */
function sentencesOf(line: string): string[] {
  if (/^\s*\|/.test(line)) return [line];
  const sentences: string[] = [];
  for (const part of line.split(/(?<=[.!?。！？])(?=\s+\S|[。！？])/)) {
    const last = sentences.at(-1);
    if (last !== undefined && abbreviation.test(last)) {
      sentences[sentences.length - 1] = last + part;
    } else sentences.push(part);
  }
  return sentences;
}
