import type { Stack } from "../../cli/stack/stack.ts";

/** One line of Prometheus' text. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
  /** The process that exported it. */
  process: string;
}

/** The current metrics of every process of a stack. */
export async function scrape({ urls }: Pick<Stack, "urls">): Promise<Sample[]> {
  const texts = await Promise.all(
    Object.entries(urls.metrics).map(async ([process, url]) => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      return samplesOf(await response.text()).map((sample) => ({ ...sample, process }));
    }),
  );
  return texts.flat();
}

/** The samples of a text; comments are left out. */
function samplesOf(text: string): Omit<Sample, "process">[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => {
    const [, name = "", labels = "", value = ""] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === "") throw new Error(`no sample: ${line}`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    return {
      name,
      labels: Object.fromEntries(pairs.map(([, key = "", text = ""]) => [key, text])),
      value: Number(value),
    };
  });
}
