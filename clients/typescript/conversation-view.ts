import { assign } from "./assign.ts";

/**
 * A part of an entry. `kind` is that of TextDelta: TEXT, THINKING or ARGUMENTS; or of what is never written piece by
 * piece: CITATION, MEDIA, which have a `title` and perhaps a `url` where these are selected, and no text.
 */
export interface TextPart {
  readonly kind: string;
  readonly text: string;
  readonly title?: string;
  readonly url?: string | null;
}

/** An entry as it stands on the screen. */
export interface ViewEntry {
  readonly id: string;
  readonly status: string;
  /** `TextDelta.part` and `Message.content` count in here. */
  readonly parts: readonly TextPart[];
  /** The entry as last linked by an event; undefined before. */
  readonly node: EntryNode | undefined;
  /** True: it has ended, but its event's link could not be read. Query `node(id:)` and give that to `readEntry`. */
  readonly unread?: true;
}

/** A conversation as it stands on the screen. */
export interface ConversationView {
  /** In the order in which they began, without what is DISCARDED. */
  readonly entries: readonly ViewEntry[];
  /** Status of each turn by its id. */
  readonly turns: Readonly<Record<string, string>>;
  readonly closed: boolean;
}

/** What is read of a linked entry; select what you need, and more where you like. */
export interface EntryNode {
  readonly id?: string;
  readonly status?: string;
  readonly content?: readonly ContentPart[];
  /** Message.text; read where `content` is not selected. */
  readonly text?: string;
}

interface ContentPart {
  readonly __typename?: string;
  readonly text?: string;
  readonly title?: string;
  readonly url?: string | null;
}

/** The events that change a view, as conversationEvents sends them; select `__typename` of each. */
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

/** A view of nothing, or of the entries that a query showed (then follow after its `eventCursor`). */
export function conversationView(entries: readonly EntryNode[] = []): ConversationView {
  return { entries: entries.map(shown), turns: {}, closed: false };
}

/**
 * The view behind an event; the old one stays as it is. Every event assigns, so applying one twice is harmless, and
 * an event of a kind that is not known here changes nothing. Throws RangeError as `assign` does.
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

/** The view with an entry as a query gave it, for one that is `unread`. */
export function readEntry(view: ConversationView, node: EntryNode): ConversationView {
  const { id: entryId = "", status = "RUNNING" } = node;
  const read = { __typename: "EntryChanged", entryId, status, entry: node } as const;
  return { ...view, entries: entryChanged(view.entries, read) };
}

/** All TEXT parts of an entry, joined: the Markdown to show. */
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
  // A replayed beginning does not open again what is known to have ended.
  if (final.includes(was.status) && !final.includes(status)) return entries;
  const node = entry ?? was.node;
  // The link shows the entry as it is now: before its end that may be ahead of the pieces.
  const ended = final.includes(status);
  const parts = entry && ended ? partsOf(entry, was.parts) : was.parts;
  const unread = entry === null && ended && !final.includes(was.status);
  return replace(entries, { id: was.id, status, node, parts, ...(unread && { unread }) });
}

// A tool call is an entry and a step under one id; a model call is no entry.
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
    return content.map(({ __typename = "TextContent", text = "", title, url }) => ({
      kind: kinds[__typename] ?? "OTHER",
      text,
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
