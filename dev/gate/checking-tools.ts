import { getGoTools } from "../offline/go-tools.ts";

/** Tools that some tests check files with, got while others run. */
export interface CheckingTools extends Disposable {
  /** Settles when they are there, or cannot be had: then those tests are skipped and say so. */
  readonly settled: Promise<void>;
}

/** Begins to get them, at low priority; a failure is reported and fails nothing. */
export function startCheckingTools(report: (line: string) => void): CheckingTools {
  const ending = new AbortController();
  const settled = getGoTools(Deno.env.toObject(), ending.signal).catch((error) => {
    if (ending.signal.aborted) return;
    report(`..  kustomize and compose-go are not at hand: ${firstLine(error)}`);
  });
  return { settled, [Symbol.dispose]: () => ending.abort() };
}

const firstLine = (error: unknown) =>
  String(error instanceof Error ? error.message : error).split("\n")[0];
