// These functions run in the browser too: each must stand alone.

/** Text of an entry as it is known: whole, or still being written. */
export interface AnswerLine {
  id: string;
  /** `USER`, `AGENT`, or the name of a tool; empty while only a delta told of it. */
  who: string;
  text: string;
}

/** The fields of an event that the page shows, if the subscription selects them. */
export interface SeenEvent {
  __typename?: string;
  status?: string;
  nodeId?: string;
  offset?: number;
  text?: string;
  entry?: { id?: string; role?: string; text?: string; name?: string; result?: string | null };
}

/** The lines after one more event: deltas are put at their offset, whole entries replace them, discarded ones go. */
export function showEvent(lines: readonly AnswerLine[], event: SeenEvent): AnswerLine[] {
  const { entry, status } = event;
  const delta = event.__typename === "TextDelta";
  const id = delta ? event.nodeId : entry?.id;
  if (!id) return [...lines];
  if (status === "DISCARDED") return lines.filter((line) => line.id !== id);
  const before = lines.find((line) => line.id === id);
  const written = before?.text ?? "";
  const after = {
    id,
    who: entry?.role ?? entry?.name ?? before?.who ?? "",
    text: delta
      ? written.slice(0, event.offset ?? 0) + (event.text ?? "")
      : entry?.text || entry?.result || written,
  };
  return before ? lines.map((line) => line === before ? after : line) : [...lines, after];
}
