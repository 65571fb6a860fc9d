import type { Page } from "./brief.ts";

/** A page that does not exist, and what it is said to say. */
export type FoundPage = Page & { url: string; says: string };

const sayings: [RegExp, string, string][] = [
  [/results|guidance/i, "management kept its outlook", "the outlook was read as cautious"],
  [/competition|share/i, "the leader keeps its distance", "rivals catch up in single fields"],
  [/risks|against/i, "expectations run ahead of results", "the worries are known and priced in"],
  [/demand|outlook/i, "orders in the field still grow", "orders may have been placed early"],
  [/regulation|lawsuits/i, "new rules are in the making", "no open case is a large one"],
];

/** The two pages that the emulated web has for a search. They differ, so that there is something to weigh. */
export function pagesFor(search: string): FoundPage[] {
  const [, one, other] = sayings.find(([words]) => words.test(search)) ??
    [/./, "little has changed", "a change is near"];
  const slug = search.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  return [one, other].map((says = "", i) => ({
    title: `${says[0]?.toUpperCase()}${says.slice(1)} (emulated page)`,
    url: `https://emulated.example.com/${slug || "page"}-${i + 1}`,
    says,
  }));
}
