import { fits } from "./gaps.ts";
import { byFaults, type Rule } from "./score.ts";

/**
 * There are enough sources, and a search of this run found each address of the list and of the text but those that must
 * be missing.
 */
export const sources: Rule = ({ report, phases }, { minSources, gaps }) => {
  const found = new Set(
    phases.flatMap(({ outcome }) => outcome?.__typename === "Findings" ? outcome.sources : []).map((
      s,
    ) => s.url),
  );
  const listed = (report?.sources ?? []).flatMap(({ url }) => url ?? []);
  const linked = (report?.sections ?? []).flatMap(({ text }) => linksIn(text));
  const addresses = [...new Set([...listed, ...linked])];
  const named = new Set(
    report?.gaps.filter((gap) => gap.kind === "SOURCE" && gaps.some((one) => fits(gap, one)))
      .map(({ subject }) => subject),
  );
  const count = new Set(listed).size;
  const faults = [
    ...addresses.filter((url) => !found.has(url) && !named.has(url)).map((url) =>
      `no search found ${url}`
    ),
    ...(count < minSources ? [`${count} sources, not ${minSources}`] : []),
  ];
  return byFaults("sources", Math.max(addresses.length, 1), faults, `${count} were found`);
};

const linksIn = (text: string) =>
  [...text.matchAll(/\]\(<?(https?:[^)\s>]+)>?\)/g)].flatMap(([, url]) => url ?? []);
