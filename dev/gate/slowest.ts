import { secondsByFile } from "./junit.ts";
import type { StepResult } from "./run-step.ts";

/** A test file and how long it took, with its stack where it has one to itself. */
export interface FileTime {
  file: string;
  ms: number;
}

/** The files that took longest, the slowest first. `root` is cut off their paths. */
export function slowestFiles(
  results: readonly Pick<StepResult, "step" | "ms" | "xml">[],
  count: number,
  root: string,
): FileTime[] {
  const times = results.flatMap(({ step, ms, xml }): FileTime[] => {
    const [file, ...others] = step.files ?? [];
    if (file !== undefined && others.length === 0) return [{ file, ms }];
    return [...secondsByFile(xml ?? "")].map(([path, seconds]) => ({
      file: path.replace(`${root}/`, "").replace(/^\.\//, ""),
      ms: seconds * 1_000,
    }));
  });
  return times.sort((a, b) => b.ms - a.ms).slice(0, count);
}
