import type { RunFile } from "../run-file.ts";
import { duration } from "../start/part-lines.ts";
import type { TextStyle } from "../terminal/text-style.ts";
import { banner } from "../start/summary.ts";
import type { Readiness } from "./readiness.ts";

/** What `deno task status` prints. */
export function statusLines(
  style: TextStyle,
  run: RunFile,
  api: Readiness,
  now: Date,
  unready: ReadonlyMap<string, string> = new Map(),
): string[] {
  const up = duration(now.getTime() - new Date(run.startedAt).getTime());
  const busy = (name: string, source: string) => run.progress[name] ?? source;
  return [
    `${style.bold(run.urls.graphql)}  ${run.phase}, process ${run.pid}, for ${up}`,
    ...run.processes.map(({ name, state, pid, source }) => {
      const missing = unready.get(name);
      const shown = missing === undefined ? state : "not ready";
      const coloured = shown === "ready" ? style.good(shown) : style.bad(shown);
      const where = pid === undefined ? "" : `process ${pid}`;
      return `  ${name.padEnd(10)} ${coloured.padEnd(12)} ${where.padEnd(16)} ${
        style.dim(missing ?? busy(name, source))
      }`;
    }),
    ...run.processes.flatMap(({ web }) => web === undefined ? [] : [`  web UI     ${web}`]),
    api.ready ? style.good("ready") : style.bad(`not ready: ${api.missing}`),
    ...banner(style, run),
  ].map((line) => line.trimEnd());
}
