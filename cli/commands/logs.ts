// `deno task logs [part...] [--follow] [--lines N]`: what the parts said, oldest first. Coloured names
// on a terminal, one JSON object a line otherwise.
import { here } from "../config/load-config-or-exit.ts";
import { requireOptions } from "../options/known-arguments.ts";
import { jsonLine, prettyLine } from "../logs/log-lines.ts";
import { mergeByTime } from "../logs/merge.ts";
import { homeAt } from "../stack/home.ts";
import { lastLines } from "../stack/supervise/log-file.ts";
import { logNames, showLogs } from "../start/show-logs.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { taskCommand } from "../task-command.ts";

const { values, positionals: asked } = requireOptions(
  taskCommand("logs [part...] [--follow] [--lines 50]"),
  {
    allowPositionals: true,
    options: {
      follow: { type: "boolean", short: "f", default: false },
      lines: { type: "string", short: "n", default: "50" },
    },
  },
  ["lines"],
);
const { logs } = homeAt((await here()).home);
const names = await logNames(logs).catch((): string[] => []);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no log of ${unknown.join(", ")}; there are: ${names.join(", ") || "none yet"}`);
  Deno.exit(2);
}
const shown = asked.length > 0 ? asked : names;
const terminal = Deno.stdout.isTerminal();
const found = await Promise.all(shown.map(async (name) => {
  const lines = await lastLines(`${logs}/${name}.log`, Number(values.lines));
  return lines.map((line) => ({ part: name, line }));
}));
for (const { part, line } of mergeByTime(found)) {
  console.log(terminal ? prettyLine(part, line, !Deno.noColor) : jsonLine(part, line));
}
if (values.follow) {
  using _ = showLogs(logs, terminal, shown);
  await stopSignal();
}
