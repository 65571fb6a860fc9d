import type { Page } from "./brief.ts";

/** A page that does not exist, with its content. */
export type FoundPage = Page & { url: string; says: string };

const sayings: [RegExp, string, string][] = [
  [
    /results|guidance/i,
    "management confirmed its guidance",
    "investors found the guidance cautious",
  ],
  [
    /competition|share/i,
    "the market leader is ahead",
    "competitors are catching up in some segments",
  ],
  [/risks|against/i, "expectations exceed results", "the risks are known and priced in"],
  [/demand|outlook/i, "industry orders are growing", "customers may have placed orders early"],
  [/regulation|lawsuits/i, "new rules are being prepared", "no pending case is material"],
];

const contradiction = [/./, "revenue grew by 12 %", "revenue fell by 4 %"] as const;

/**
 * The two pages that the emulated web has for a search. They disagree, so that a report has something to weigh; if
 * `contradicts`, by numbers.
 */
export function pagesFor(search: string, contradicts = false): FoundPage[] {
  const usual = sayings.find(([words]) => words.test(search)) ??
    [/./, "little has changed", "changes are expected soon"];
  const [, one, other] = contradicts ? contradiction : usual;
  const slug = search.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  return [one, other].map((says = "", i) => ({
    title: `${says[0]?.toUpperCase()}${says.slice(1)} (emulated page)`,
    url: `https://emulated.example.com/${slug || "page"}-${i + 1}`,
    says,
  }));
}
