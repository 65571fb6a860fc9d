import { getChromium } from "../offline/install-chromium.ts";
import { gateFolder } from "./folder.ts";

/** The browser of some tests, got while others run. */
export interface Chromium extends Disposable {
  /** Settles when it is there, or cannot be had: then those tests fail with the command to run. */
  readonly settled: Promise<void>;
}

/** Begins to get it where it is missing; a failure is reported at once. */
export function startChromium(report: (line: string) => void): Chromium {
  const ending = new AbortController();
  const log = `${gateFolder}/chromium.log`;
  const settled = getChromium(Deno.env.toObject(), log, ending.signal).catch((error) => {
    if (!ending.signal.aborted) report(`!!  ${error instanceof Error ? error.message : error}`);
  });
  return { settled, [Symbol.dispose]: () => ending.abort() };
}
