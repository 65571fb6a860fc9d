import assert from "node:assert/strict";
import { type Api, readUntil, ruleBreaks, screen, type SeenEvent } from "./api.ts";

/** Compares what a reader of a conversation received with what is stored: each event once, and the same text. */
export async function assertReaderMatchesStore(
  api: Api,
  id: string,
  events: SeenEvent[],
): Promise<void> {
  assert.deepEqual(ruleBreaks(events), [], "the rule that a reader checks");
  const { entries } = await api.read(id);
  const texts = new Map(entries.nodes.map((e) => [e.id, e.text]));
  const shown = screen(events).entries.map((e) => [e.id, e.node?.text ?? partsOf(e)]);
  const stored = entries.nodes.map((e) => [e.id, e.text]);
  const messages = shown.filter(([entry]) => texts.get(entry ?? "") !== undefined);
  assert.deepEqual(messages, stored.filter(([, text]) => text !== undefined), "the screen");
  assert.deepEqual(wrongDeltas(events, texts), [], "deltas that are not in the stored text");
}

const partsOf = (entry: { parts: readonly { text: string }[] }) =>
  entry.parts.map((p) => p.text).join("");

/** Deltas of entries that were kept whose text is another than what is stored at their place. */
function wrongDeltas(events: SeenEvent[], texts: ReadonlyMap<string, string | undefined>) {
  return events.filter((e) => {
    const text = e.__typename === "TextDelta" ? texts.get(e.nodeId ?? "") : undefined;
    const offset = e.offset ?? 0;
    return text !== undefined && text.slice(offset, offset + (e.text ?? "").length) !== e.text;
  });
}

/** A late reader at this API receives the same events as one that was there from the beginning. */
export async function assertSameEvents(
  api: Api,
  id: string,
  events: SeenEvent[],
  url?: string,
): Promise<void> {
  const head = events.at(-1)?.seq ?? 0;
  const late = await readUntil(api.follow(id, undefined, url), (e) => e.seq >= head);
  const stored = (of: SeenEvent[]) =>
    of.filter((e) => e.__typename !== "TextDelta").map((e) => [e.seq, e.cursor, e.__typename]);
  assert.deepEqual(stored(late), stored(events));
}
