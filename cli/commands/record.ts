// `deno task record <conversation id> [file] [--turns N] [--url U]`: writes the conversation's stream, facts and text
// as it is written, one JSON object a line, until it is closed, N turns have ended, or Ctrl-C.
import { follow } from "../../clients/typescript/mod.ts";
import { here } from "../config/load-config-or-exit.ts";
import { requireOptions } from "../options/known-arguments.ts";
import { type RecordedEvent, recordedEvents } from "../recording/document.ts";
import { record } from "../recording/record.ts";
import { readRunFile } from "../run-file.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { taskCommand } from "../task-command.ts";

const { values, positionals: [id, file] } = requireOptions(
  taskCommand("record <conversation id> [file] [--turns N] [--url U]"),
  {
    allowPositionals: true,
    options: { turns: { type: "string", default: "Infinity" }, url: { type: "string" } },
  },
  ["turns"],
);
const url = values.url ?? (await readRunFile((await here()).home))?.urls.graphql;
const turns = Number(values.turns);
if (!id || !url) {
  console.error(
    id
      ? `nothing runs here; \`${taskCommand("start")}\`, or name it by --url`
      : `which conversation? \`${taskCommand("record <conversation id> [file]")}\``,
  );
  Deno.exit(2);
}

using out = file ? await Deno.create(file) : undefined;
const sink = out ?? Deno.stdout;
const encoder = new TextEncoder();
const leave = new AbortController();
stopSignal().then(() => leave.abort());
const events = follow<{ conversationEvents: RecordedEvent }>(
  { url, signal: leave.signal },
  { query: recordedEvents, variables: { id } },
);
async function write(line: string): Promise<void> {
  // Not by a stream: those of files settle before the bytes are written, and an exit would lose them.
  for (let rest = encoder.encode(line); rest.length > 0;) {
    rest = rest.subarray(await sink.write(rest));
  }
}

try {
  const options = { turns, now: () => performance.now() };
  const count = await record(events, write, options);
  console.error(`${count} events${file ? ` in ${file}` : ""}`);
  Deno.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  Deno.exit(1);
}
