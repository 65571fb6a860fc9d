/** A sentence of a Markdown text: without links, code and emphasis. */
export interface Sentence {
  text: string;
  /** The addresses that it links. */
  urls: string[];
}

/** Maximum length of a text that is read. */
const maxText = 100_000;

/** Places of links in a text: characters for private use, which stand for no letter. */
const firstPlace = 0xe000;
const places = /[\ue000-\uf8ff]/g;

const link =
  /!?\[((?:[^\][]|\[[^\][]{0,200}\]){0,500})\]\(<?([^()\s<>]{0,2000}(?:\([^()\s<>]{0,500}\)[^()\s<>]{0,500})?)>?(?:\s+"[^"]{0,300}")?\)/g;
const autolink = /<?\b(https?:\/\/[^\s<>|)\]]{1,2000})>?/g;
const code = /```[^]*?(?:```|$)|`[^`\n]{0,500}`/g;

/** The sentences of a Markdown text. Texts of links and code say nothing about figures and are left out. */
export function plainSentences(markdown: string): Sentence[] {
  const urls: string[] = [];
  const place = (url: string) => String.fromCharCode(firstPlace + (urls.push(url) - 1) % 6_000);
  const text = markdown.slice(0, maxText).normalize("NFC").replace(places, " ").replace(code, " ")
    .replace(link, (_, _title, url: string) => place(url))
    .replace(autolink, (_, url: string) => place(url));
  return text.split(/\n+/).flatMap((line) => sentencesOf(plainLine(line))).map((sentence) => ({
    text: sentence.replace(places, "").replace(/ {2,}/g, " ").trim(),
    urls: (sentence.match(places) ?? []).map((mark) => urls[mark.charCodeAt(0) - firstPlace] ?? ""),
  })).filter((sentence) => sentence.text !== "");
}

const entities: Record<string, string> = {
  nbsp: "\u00a0",
  minus: "\u2212",
  ndash: "\u2013",
  amp: "&",
};

function plainLine(line: string): string {
  return line.replace(/&(nbsp|minus|ndash|amp);/g, (_, name: string) => entities[name] ?? " ")
    .replace(/^\s*(?:#{1,6}\s+|>\s*|[-*+]\s+|\d{1,3}[.)]\s+)+/, "")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "").replace(/\*|__|~~/g, "")
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, digit);
}

/** Digits of other scripts as 0 to 9. */
const digit = (character: string) => {
  const code = character.charCodeAt(0);
  const zero = [0xff10, 0x966, 0x6f0, 0x660].find((start) => code >= start) ?? code;
  return String(code - zero);
};

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
