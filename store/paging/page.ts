import { fnv1a } from "../../protocol/text/fnv.ts";
import { limits } from "../../protocol/limits.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import type { ParsePlace } from "./places.ts";

/** Thrown for a cursor that does not belong to the list. */
export class BadCursor extends Error {
  override name = "BadCursor";
  constructor() {
    super("This is not a cursor of this list. Take it from an edge or from `pageInfo`.");
  }
}

/** The range of a page query. `limit` is one more than the rows of the page. */
export interface PageWindow<P> {
  /** The list that it is a window of. */
  list: string;
  /** The page begins after this place, or ends before it if `backwards`; null is the end of the list. */
  place: P | null;
  backwards: boolean;
  limit: number;
}

/**
 * The window of `args`. `list` identifies the list and its owner, so that a cursor of another list is refused. Throws
 * BadCursor.
 */
export function pageWindow<P>(args: PageArgs, list: string, parse: ParsePlace<P>): PageWindow<P> {
  const backwards = args.last != null || (args.before != null && args.first == null);
  const cursor = backwards ? args.before : args.after;
  const size = (backwards ? args.last : args.first) ?? limits.pageSizeDefault;
  const place = cursor == null ? null : decode(cursor, list, parse);
  return { list, place, backwards, limit: size + 1 };
}

/** The page of rows that were read through `window`, in the order of the query. */
export function toPage<T>(
  rows: readonly T[],
  { list, place, backwards, limit }: PageWindow<unknown>,
  placeOf: (row: T) => string,
): Page<T> {
  const more = rows.length === limit;
  const kept = rows.slice(0, limit - 1);
  const inOrder = backwards ? kept.reverse() : kept;
  return {
    items: inOrder.map((node) => ({ cursor: encode(placeOf(node), list), node })),
    hasNextPage: backwards ? place !== null : more,
    hasPreviousPage: backwards ? more : place !== null,
  };
}

/** The cursor of a place of this list. */
export function encode(place: string, list: string): string {
  return btoa(`p.${checkOf(place, list)}.${place}`).replace(/=/g, "");
}

/** A checksum, not a secret: it detects cursors of other lists, and truncated or edited ones. */
const checkOf = (place: string, list: string) => fnv1a(`${list}\n${place}`).toString(36);

function decode<P>(cursor: string, list: string, parse: ParsePlace<P>): P {
  const [, check, text = ""] = /^p\.([a-z0-9]{1,7})\.(.{1,200})$/.exec(plain(cursor)) ?? [];
  const place = check === checkOf(text, list) ? parse(text) : null;
  if (place === null) throw new BadCursor();
  return place;
}

function plain(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    return "";
  }
}
