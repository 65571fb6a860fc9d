import { type Gap, outcomeAs, type PhaseState, type Report } from "../phase.ts";

/** Sources and linked addresses of the report that no finding has. */
export function sourceGaps(phases: readonly PhaseState[], report: Report): Gap[] {
  const found = phases.flatMap((p) => outcomeAs(p, "Findings")?.sources ?? []);
  const addresses = new Set(found.flatMap((s) => s.url === null ? [] : [canonical(s.url)]));
  const titles = new Set(found.map((s) => s.title));
  const untitled = report.sources.filter((s) => s.url === null && !titles.has(s.title));
  const cited = [...report.sources.flatMap((s) => s.url ?? []), ...linksOf(report)];
  const unknown = cited.filter((url) => !addresses.has(canonical(url)));
  const subjects = new Set([...unknown.map(canonical), ...untitled.map((s) => s.title)]);
  return [...subjects].map((subject): Gap => ({
    kind: "SOURCE",
    subject,
    message: `No finding has the source ${subject}.`,
  }));
}

/** Addresses in the text: `[title](address)`, `[title](<address>)`, `<address>` and bare ones. */
function linksOf({ summary, sections }: Report): string[] {
  return [summary, ...sections.map((s) => s.text)].flatMap((text) =>
    [...text.matchAll(/https?:\/\/[^\s<>"\\]{1,2000}/gi)].map(([url]) => withoutEnd(url))
  );
}

/** Without the punctuation and closing brackets of the sentence around it. */
function withoutEnd(url: string): string {
  let open = count(url, "(") - count(url, ")");
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1] ?? "";
    if (last === ")" && open < 0) open++;
    else if (!".,;:!?'*_`|]".includes(last)) break;
  }
  return url.slice(0, end);
}

const count = (text: string, letter: string) => text.split(letter).length - 1;

/** The same text for all spellings of an address; other text unchanged. */
function canonical(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
