// `deno task record-turns`: records what readers of a turn receive, from a stack of its own, for the tests of
// clients/client/turn. Contents are those of the emulators.
import { fileURLToPath } from "node:url";
import { turnEvents } from "../clients/client/turn/turn.generated.ts";
import type { TurnEvent } from "../clients/client/turn/parts.ts";
import { follow } from "../clients/client/mod.ts";
import { recordings } from "../clients/client/turn/testing/recordings.ts";
import { startWithAnalyst, type TestStack } from "../tests/support/test-stack.ts";
import { asksFor, type Recorder, scenarios } from "./record-turns/scenarios.ts";

const folder = fileURLToPath(new URL("../clients/client/turn/testing/", import.meta.url));
const retry = { firstMs: 50, maxMs: 500, attempts: 120 };

const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];
const ends = (event: TurnEvent, turnId: string) =>
  event.__typename === "TurnChanged" && event.turnId === turnId && final.includes(event.status);

/** Reads a conversation until the turn has ended; `seen` is called with each event. */
async function read(
  { api }: TestStack,
  id: string,
  turnId: string,
  seen: (event: TurnEvent) => void = () => {},
): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  const stream = follow({ url: api.url, retry }, { query: turnEvents, variables: { id } });
  for await (const event of stream) {
    events.push(event);
    seen(event);
    if (ends(event, turnId)) return events;
  }
  throw new Error("the stream ended before the turn");
}

/** Cursors have no meaning in a recording; positions do. */
const shortened = (events: readonly TurnEvent[]) =>
  events.map((event) => ({ ...event, cursor: `cursor-${event.seq}` }));

async function record(t: TestStack & { analyst: string }, name: string): Promise<void> {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  const { id, turnId, seen }: Recorder = await scenario(t);
  let joined: Promise<TurnEvent[]> | undefined;
  const live = await read(t, id, turnId, (event) => {
    if (asksFor(event)) joined ??= read(t, id, turnId);
    seen?.(event);
  });
  const readings = { live, joined: await joined ?? live, replayed: await read(t, id, turnId) };
  const lines = Object.entries(readings).map(([reading, events]) =>
    `${JSON.stringify(reading)}: [\n${
      shortened(events).map((event) => JSON.stringify(event)).join(",\n")
    }\n]`
  );
  const text = `{\n"turnId": ${JSON.stringify(turnId)},\n${lines.join(",\n")}\n}\n`;
  await Deno.writeTextFile(`${folder}${name}.json`, text);
  console.log(`${name}: ${live.length} events live, ${readings.replayed.length} replayed`);
}

const chosen = Deno.args.length > 0 ? Deno.args : [...recordings];
await using stack = await startWithAnalyst();
for (const name of chosen) await record(stack, name);
