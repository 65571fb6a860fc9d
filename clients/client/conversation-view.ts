import { assign } from "./assign.ts";

/**
 * A part of an entry. `kind` is TEXT, THINKING or ARGUMENTS, as in TextDelta; or CITATION or MEDIA, which have no text
 * and no deltas, but a `title` and perhaps a `url` if these are selected.
 */
export interface TextPart {
  readonly kind: string;
  readonly text: string;
  readonly title?: string;
  readonly url?: string | null;
}

/** An entry, for display. */
export interface ViewEntry {
  readonly id: string;
  readonly status: string;
  /** `TextDelta.part` is an index of this list, as is that of `Message.content`. */
  readonly parts: readonly TextPart[];
  /** The entry from the latest event with a link; undefined before. */
  readonly node: EntryNode | undefined;
  /** True: it has ended, but the link of its event could not be read. Query `node(id:)` and pass it to `readEntry`. */
  readonly unread?: true;
}

/** A conversation, for display. */
export interface ConversationView {
  /** Entries in the order of their start, without DISCARDED ones. */
  readonly entries: readonly ViewEntry[];
  /** Status of each turn by its id. */
  readonly turns: Readonly<Record<string, string>>;
  readonly closed: boolean;
}

/** Fields of a linked entry that the view reads. Select those you need, and any others. */
export interface EntryNode {
  readonly id?: string;
  readonly status?: string;
  readonly content?: readonly ContentPart[];
  /** Message.text, for selections without `content`. */
  readonly text?: string;
}

interface ContentPart {
  readonly __typename?: string;
  /** Null for reasoning that the principal may not read. */
  readonly text?: string | null;
  readonly title?: string;
  readonly url?: string | null;
}

/** Events of conversationEvents that change a view. Select `__typename` of each. */
export type ViewEvent =
  | { __typename: "EntryChanged"; entryId: string; status: string; entry?: EntryNode | null }
  | {
    __typename: "TextDelta";
    nodeId: string;
    part: number;
    kind: string;
    offset: number;
    text: string;
  }
  | { __typename: "StepChanged"; stepId: string; status: string; step?: EntryNode | null }
  | { __typename: "TurnChanged"; turnId: string; status: string }
  | { __typename: "ConversationClosed" };

const final = ["COMPLETED", "FAILED", "CANCELLED"];

/** An empty view, or a view of queried entries; then follow after the queried `eventCursor`. */
export function conversationView(entries: readonly EntryNode[] = []): ConversationView {
  return { entries: entries.map(shown), turns: {}, closed: false };
}

/**
 * The view after an event; the given view does not change. Applying an event twice has no further effect, and unknown
 * events have none. Throws RangeError like `assign`.
 */
export function applyEvent(
  view: ConversationView,
  event: ViewEvent | { __typename?: string },
): ConversationView {
  const known = event as ViewEvent;
  switch (known.__typename) {
    case "EntryChanged":
      return { ...view, entries: entryChanged(view.entries, known) };
    case "StepChanged":
      return { ...view, entries: stepChanged(view.entries, known) };
    case "TextDelta":
      return { ...view, entries: textAdded(view.entries, known) };
    case "TurnChanged":
      return { ...view, turns: { ...view.turns, [known.turnId]: known.status } };
    case "ConversationClosed":
      return { ...view, closed: true };
    default:
      return view;
  }
}

/** The view with a queried entry, for one that is `unread`. */
export function readEntry(view: ConversationView, node: EntryNode): ConversationView {
  const { id: entryId = "", status = "RUNNING" } = node;
  const read = { __typename: "EntryChanged", entryId, status, entry: node } as const;
  return { ...view, entries: entryChanged(view.entries, read) };
}

/** The Markdown of an entry: its TEXT parts, joined. */
export function textOfEntry({ parts }: ViewEntry): string {
  return parts.filter(({ kind }) => kind === "TEXT").map(({ text }) => text).join("");
}

type Changed = Extract<ViewEvent, { __typename: "EntryChanged" }>;
type Delta = Extract<ViewEvent, { __typename: "TextDelta" }>;

function entryChanged(
  entries: readonly ViewEntry[],
  { entryId, status, entry }: Changed,
): readonly ViewEntry[] {
  if (status === "DISCARDED") return entries.filter(({ id }) => id !== entryId);
  const was = find(entries, entryId);
  // A replayed start does not reopen an ended entry.
  if (final.includes(was.status) && !final.includes(status)) return entries;
  const node = entry ?? was.node;
  // The link has the current state of the entry, which may be ahead of the deltas until its end.
  const ended = final.includes(status);
  const parts = entry && ended ? partsOf(entry, was.parts) : was.parts;
  const unread = entry === null && ended && !final.includes(was.status);
  return replace(entries, { id: was.id, status, node, parts, ...(unread && { unread }) });
}

// A tool call is an entry and a step with one id; a model call is not an entry.
function stepChanged(
  entries: readonly ViewEntry[],
  { stepId, status, step }: Extract<ViewEvent, { __typename: "StepChanged" }>,
): readonly ViewEntry[] {
  if (!entries.some(({ id }) => id === stepId)) return entries;
  return entryChanged(entries, {
    __typename: "EntryChanged",
    entryId: stepId,
    status,
    entry: step ?? null,
  });
}

function textAdded(entries: readonly ViewEntry[], delta: Delta): readonly ViewEntry[] {
  const was = find(entries, delta.nodeId);
  if (final.includes(was.status)) return entries;
  const parts = [...was.parts];
  while (parts.length < delta.part) parts.push({ kind: delta.kind, text: "" });
  const text = assign(parts[delta.part]?.text ?? "", delta);
  parts[delta.part] = { kind: delta.kind, text };
  return replace(entries, { ...was, parts });
}

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

// What changes is nearly always at the end.
function find(entries: readonly ViewEntry[], id: string): ViewEntry {
  return entries.findLast((entry) => entry.id === id) ??
    { id, status: "RUNNING", parts: [], node: undefined };
}

function replace(entries: readonly ViewEntry[], entry: ViewEntry): readonly ViewEntry[] {
  const at = entries.findLastIndex(({ id }) => id === entry.id);
  return at < 0 ? [...entries, entry] : entries.with(at, entry);
}
