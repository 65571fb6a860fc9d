/** How many cases of a run passed, failed and were skipped. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** Nothing counted yet. */
export const none: Count = { passed: 0, failed: 0, skipped: 0 };

/** Both counts together. */
export function add(a: Count, b: Count): Count {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

// A quoted attribute may hold `>`; `<` is escaped everywhere, so no text can end a case.
const testcase = /<testcase\b(?:[^>"]|"[^"]*")*?(?:\/>|>([\s\S]*?)<\/testcase>)/g;

/** Counts the cases of a JUnit report, as Deno or Node writes it. */
export function countJunit(xml: string): Count {
  let count = none;
  for (const [, inner = ""] of xml.matchAll(testcase)) count = add(count, outcomeOf(inner));
  return count;
}

function outcomeOf(inner: string): Count {
  if (/<(failure|error)\b/.test(inner)) return { ...none, failed: 1 };
  if (/<skipped\b/.test(inner)) return { ...none, skipped: 1 };
  return { ...none, passed: 1 };
}

/**
 * What a step counts as: its report's cases where it writes one, itself where it does not. An exit
 * code other than 0 without a failed case is one failure more.
 */
export function countStep(code: number, xml: string | undefined): Count {
  const cases = xml === undefined ? none : countJunit(xml);
  if (code !== 0) return cases.failed > 0 ? cases : { ...cases, failed: 1 };
  return xml === undefined ? { ...none, passed: 1 } : cases;
}

/** The line that closes a run. */
export function closingLine({ passed, failed, skipped }: Count): string {
  const head = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${head}, ${skipped} skipped` : head;
}

/** Seconds that the cases of each file took, by its path as the report writes it. */
export function secondsByFile(xml: string): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const [text] of xml.matchAll(/<testcase\b(?:[^>"]|"[^"]*")*/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
    const file = attribute("file") ?? attribute("classname") ?? "";
    seconds.set(file, (seconds.get(file) ?? 0) + Number(attribute("time") ?? 0));
  }
  return seconds;
}
