import type { TurnEvent, TurnPart } from "../parts.ts";
import { TurnReader } from "../turn-reader.ts";

/** The parts that events have. Links are in the recordings: no entry is queried. */
export function partsOf(
  turnId: string,
  events: readonly TurnEvent[],
): TurnPart[] {
  const reader = new TurnReader(turnId);
  return events.flatMap((event) => reader.apply(event));
}

/** What a reader shows at the end: text by entry and part, and the outcome of each tool call. */
export function shown(parts: readonly TurnPart[]) {
  const texts = new Map<string, string>();
  const tools = new Map<string, unknown[]>();
  for (const part of parts) {
    if (part.type === "discarded") {
      for (const key of texts.keys()) {
        if (key.startsWith(part.entryId)) texts.delete(key);
      }
      tools.delete(part.entryId);
    }
    if (part.type === "text-start") texts.set(keyOf(part), "");
    if (part.type === "text-delta") {
      texts.set(keyOf(part), texts.get(keyOf(part)) + part.text);
    }
    if (part.type === "tool-input") {
      tools.set(part.entryId, [part.name, part.arguments]);
    }
    if (part.type === "tool-output") {
      tools.get(part.entryId)?.push(part.call.result);
    }
    if (part.type === "tool-error") tools.get(part.entryId)?.push(part.failure);
  }
  return { texts: Object.fromEntries(texts), tools: Object.fromEntries(tools) };
}

const keyOf = (
  { entryId, part, kind }: { entryId: string; part: number; kind: string },
) => `${entryId}/${part} ${kind}`;

/** The types of parts, without repetitions in a row. */
export const typesOf = (parts: readonly TurnPart[]) =>
  parts.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1]);
