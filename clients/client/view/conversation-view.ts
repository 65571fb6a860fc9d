import { FoldedView } from "./folded-view.ts";
import type { Rows } from "./rows.ts";
import { partsWith, type TextDeltaEvent, type TextPart } from "./text-parts.ts";
import type { ConversationView, EntryNode, ViewEntry } from "./view-types.ts";

/** Events of conversationEvents that change a view. Select `__typename` of each. */
export type ViewEvent =
  | { __typename: "EntryChanged"; entryId: string; status: string; entry?: EntryNode | null }
  | TextDeltaEvent
  | { __typename: "StepChanged"; stepId: string; status: string; step?: EntryNode | null }
  | { __typename: "TurnChanged"; turnId: string; status: string }
  | { __typename: "ConversationClosed" };

const final = ["COMPLETED", "FAILED", "CANCELLED"];

/** An empty view, or a view of queried entries; then follow after the queried `eventCursor`. */
export function conversationView(entries: readonly EntryNode[] = []): ConversationView {
  return FoldedView.of({ entries: entries.map(shown), turns: {}, closed: false });
}

/**
 * The view after an event; the given view does not change, and what the event does not change is the same object in both.
 * Applying an event twice has no further effect, and unknown events have none. Throws RangeError like `assign`.
 */
export function applyEvent(
  given: ConversationView,
  event: ViewEvent | { __typename?: string },
): ConversationView {
  const known = event as ViewEvent;
  const view = FoldedView.of(given);
  switch (known.__typename) {
    case "EntryChanged":
      return view.withEntries(entryChanged(view.rows, known));
    case "StepChanged":
      return view.withEntries(stepChanged(view.rows, known));
    case "TextDelta":
      return view.withEntries(textAdded(view.rows, known));
    case "TurnChanged":
      return view.withTurn(known.turnId, known.status);
    case "ConversationClosed":
      return view.asClosed();
    default:
      return view;
  }
}

/** The view with a queried entry, for one that is `unread`. */
export function readEntry(given: ConversationView, node: EntryNode): ConversationView {
  const { id: entryId = "", status = "RUNNING" } = node;
  const view = FoldedView.of(given);
  const read = { __typename: "EntryChanged", entryId, status, entry: node } as const;
  return view.withEntries(entryChanged(view.rows, read));
}

/** The Markdown of an entry: its TEXT parts, joined. */
export function textOfEntry({ parts }: ViewEntry): string {
  return parts.filter(({ kind }) => kind === "TEXT").map(({ text }) => text).join("");
}

type Changed = Extract<ViewEvent, { __typename: "EntryChanged" }>;
type Delta = Extract<ViewEvent, { __typename: "TextDelta" }>;
type Entries = Rows<ViewEntry>;

function entryChanged(entries: Entries, { entryId, status, entry }: Changed): Entries {
  if (status === "DISCARDED") return entries.without(entryId);
  const was = find(entries, entryId);
  // A replayed start does not reopen an ended entry.
  if (final.includes(was.status) && !final.includes(status)) return entries;
  const node = entry ?? was.node;
  // The link has the current state of the entry, which may be ahead of the deltas until its end.
  const ended = final.includes(status);
  const parts = entry && ended ? partsOf(entry, was.parts) : was.parts;
  const unread = entry === null && ended && !final.includes(was.status);
  return entries.with({ id: was.id, status, node, parts, ...(unread && { unread }) });
}

// A tool call is an entry and a step with one id; a model call is not an entry.
function stepChanged(
  entries: Entries,
  { stepId, status, step }: Extract<ViewEvent, { __typename: "StepChanged" }>,
): Entries {
  if (!entries.get(stepId)) return entries;
  return entryChanged(entries, {
    __typename: "EntryChanged",
    entryId: stepId,
    status,
    entry: step ?? null,
  });
}

function textAdded(entries: Entries, delta: Delta): Entries {
  const was = find(entries, delta.nodeId);
  if (final.includes(was.status)) return entries;
  return entries.with({ ...was, parts: partsWith(was.parts, delta) });
}

const find = (entries: Entries, id: string): ViewEntry =>
  entries.get(id) ?? { id, status: "RUNNING", parts: [], node: undefined };

function shown(node: EntryNode): ViewEntry {
  return { id: node.id ?? "", status: node.status ?? "RUNNING", parts: partsOf(node, []), node };
}

const kinds: Record<string, string> = {
  TextContent: "TEXT",
  ThinkingContent: "THINKING",
  CitationContent: "CITATION",
  MediaContent: "MEDIA",
};

function partsOf({ content, text }: EntryNode, before: readonly TextPart[]): readonly TextPart[] {
  if (content) {
    return content.map(({ __typename = "TextContent", text, title, url }) => ({
      kind: kinds[__typename] ?? "OTHER",
      text: text ?? "",
      ...(title !== undefined && { title }),
      ...(url !== undefined && { url }),
    }));
  }
  return text === undefined ? before : [{ kind: "TEXT", text }];
}
