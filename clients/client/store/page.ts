import { readable } from "../readable.ts";
import type { Source } from "../source.ts";
import type { PageNode } from "./record.ts";
import { conversationPage, type ConversationPageQuery, olderEntries } from "./store.generated.ts";

/** A conversation as one query answers it: plain JSON, which a server can send to its page. */
export interface ConversationSnapshot {
  readonly id: string;
  /** Null: there is none for this caller. */
  readonly conversation: ConversationPageQuery["conversation"];
}

/** Entries of a page. A conversation with more loads them by `loadOlder`. */
export const pageSize = 50;

/**
 * Reads a conversation for a page that a server renders. The store that starts with it follows behind it, so that the page
 * misses nothing and shows nothing twice. Throws like `request`.
 */
export async function preloadConversation(
  source: Pick<Source, "request">,
  id: string,
  signal?: AbortSignal,
): Promise<ConversationSnapshot> {
  const { conversation } = await readable(
    source.request(conversationPage, { id, last: pageSize }, { signal }),
  );
  return { id, conversation };
}

/** A page of entries, and what leads to the one before. */
export interface EntryPage {
  readonly nodes: readonly PageNode[];
  /** Cursor of the first entry; null: there are no older entries. */
  readonly before: string | null;
}

type Connection = NonNullable<ConversationPageQuery["conversation"]>["entries"];

/** The entries of a queried page. */
export function entryPage({ nodes, pageInfo }: Connection): EntryPage {
  const { hasPreviousPage, startCursor } = pageInfo;
  return {
    nodes: nodes as PageNode[],
    before: hasPreviousPage ? startCursor : null,
  };
}

/** The entries before a page. Throws like `request`. */
export async function readOlder(
  source: Pick<Source, "request">,
  id: string,
  before: string | null,
): Promise<EntryPage> {
  const { conversation } = await readable(
    source.request(olderEntries, { id, before, last: pageSize }),
  );
  return conversation ? entryPage(conversation.entries) : { nodes: [], before: null };
}

/** The entries that a fork shares: all up to and including `last`. Throws like `request`. */
export async function readShared(
  source: Pick<Source, "request">,
  id: string,
  last: string,
): Promise<PageNode[]> {
  const all: PageNode[] = [];
  let before: string | null = null;
  do {
    const page: EntryPage = await readOlder(source, id, before);
    all.unshift(...page.nodes);
    before = page.before;
  } while (before !== null);
  return all.slice(0, all.findIndex((entry) => entry.id === last) + 1);
}
