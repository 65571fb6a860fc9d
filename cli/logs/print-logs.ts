import { loadConfig } from "../config/load-config.ts";
import { homeAt } from "../stack/home.ts";
import { lastLines } from "../stack/supervise/log-file.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { jsonLine, prettyLine } from "./log-lines.ts";
import { mergeByTime } from "./merge.ts";
import { logNames, showLogs } from "./show-logs.ts";

/** Prints the last lines of each process's log, merged by time; of all processes where none is named. Answers the exit code. */
export async function printLogs(
  wanted: readonly string[],
  { follow, lines: count }: { follow: boolean; lines: number },
): Promise<number> {
  const { logs } = homeAt((await loadConfig()).home);
  const names = await logNames(logs).catch((): string[] => []);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(
      `no log of ${unknown.join(", ")}; there are logs of: ${names.join(", ") || "no process yet"}`,
    );
    return 2;
  }
  if (names.length === 0) {
    console.error(`there are no logs in ${logs} yet`);
    if (!follow) return 0;
  }
  const shown = wanted.length > 0 ? wanted : names;
  const terminal = Deno.stdout.isTerminal();
  const found = await Promise.all(shown.map(async (name) => {
    const lines = await lastLines(`${logs}/${name}.log`, count);
    return lines.map((line) => ({ part: name, line }));
  }));
  for (const { part, line } of mergeByTime(found)) {
    console.log(terminal ? prettyLine(part, line, !Deno.noColor) : jsonLine(part, line));
  }
  if (follow) {
    using _ = showLogs(logs, terminal, shown);
    await stopSignal();
  }
  return 0;
}
