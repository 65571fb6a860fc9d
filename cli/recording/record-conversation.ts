import { follow } from "../graph/client.ts";
import { loadConfig } from "../config/load-config.ts";
import { readRunFile } from "../run-file.ts";
import { stopSignal } from "../start/stop-signal.ts";
import { taskCommand } from "../task-command.ts";
import { record } from "./record.ts";
import { recorded } from "./recording.generated.ts";

/** Where to read a conversation, when to stop, and where to write. */
export interface RecordSettings {
  /** Null: until the conversation is closed. */
  turns: number | null;
  /** Null: the start of this folder. */
  url: string | null;
  /** Left out: standard output. */
  file?: string | undefined;
}

/** Writes the stream of a conversation until it is closed, enough turns have ended, or Ctrl-C; answers the exit code. */
export async function recordConversation(
  id: string,
  { turns, url: given, file }: RecordSettings,
): Promise<number> {
  const url = given ?? (await readRunFile((await loadConfig()).home))?.urls.graphql;
  if (url === undefined) {
    console.error(
      `no server runs here: start it with \`${taskCommand("start")}\`, or name one with --url`,
    );
    return 2;
  }
  using out = file ? await Deno.create(file) : undefined;
  const stop = new AbortController();
  stopSignal().then(() => stop.abort());
  const events = follow({ url, signal: stop.signal }, { query: recorded, variables: { id } });
  const options = { turns: turns ?? Infinity, now: () => performance.now() };
  const count = await record(events, (line) => write(out ?? Deno.stdout, line), options);
  console.error(`${count} events${file ? ` in ${file}` : ""}`);
  return 0;
}

const encoder = new TextEncoder();

// Not by a stream: a stream of a file settles before the bytes are written, and an exit would lose them.
async function write(
  sink: { write(bytes: Uint8Array): Promise<number> },
  line: string,
): Promise<void> {
  for (let rest = encoder.encode(line); rest.length > 0;) {
    rest = rest.subarray(await sink.write(rest));
  }
}
