import type { ConversationEntry, ConversationTurn } from "./entries.ts";
import type { ConversationRecord } from "./record.ts";

/** The entries by turn, in the order of their first entries. A group that did not change is the same object as before. */
export function groupTurns(
  entries: readonly ConversationEntry[],
  { turns }: Pick<ConversationRecord, "turns">,
  before: readonly ConversationTurn[],
): readonly ConversationTurn[] {
  const groups = new Map<string, ConversationEntry[]>();
  let last = "";
  for (const entry of entries) {
    // The turn of an entry whose link could not be read is that of the entry before.
    last = entry.turnId ??
      (entry.type === "message" && entry.delivery ? entry.key : last);
    const group = groups.get(last);
    if (group) group.push(entry);
    else groups.set(last, [entry]);
  }
  const known = new Map(before.map((turn) => [turn.key, turn]));
  return [...groups].map(([id, members]) => {
    const turn = turnOf(id, members, turns);
    const was = known.get(turn.key);
    return was && isSame(was, turn) ? was : turn;
  });
}

function turnOf(
  id: string,
  entries: readonly ConversationEntry[],
  turns: ConversationRecord["turns"],
): ConversationTurn {
  const [first] = entries;
  // A message that was just sent: no event has said anything of its turn yet.
  const isNew = first?.type === "message" && first.delivery !== null;
  const state = turns.get(id);
  return {
    key: first?.key ?? id,
    id: isNew ? first.turnId : id,
    number: entries.find((entry) => entry.turnNumber !== null)?.turnNumber ??
      null,
    status: state?.status ?? (isNew ? "QUEUED" : "COMPLETED"),
    failure: state?.failure ?? null,
    retry: state?.retry ?? null,
    entries,
  };
}

function isSame(a: ConversationTurn, b: ConversationTurn): boolean {
  return a.id === b.id && a.number === b.number && a.status === b.status &&
    a.failure === b.failure &&
    a.retry === b.retry && a.entries.length === b.entries.length &&
    a.entries.every((entry, at) => entry === b.entries[at]);
}
