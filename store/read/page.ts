import { limits } from "../../protocol/limits.ts";
import type { Page, PageArgs } from "../../protocol/records.ts";
import { validationError } from "../../protocol/user-error.ts";
import { Refusal } from "../refusal.ts";

/** What a page query needs: where to begin, which way, how many rows to fetch (one more than the page has). */
export interface PageWindow {
  /** Place to begin behind, or before when going back; null begins at the end it starts from. */
  place: string | null;
  backwards: boolean;
  limit: number;
}

/** The window that `args` ask for. Throws a Refusal for a cursor that is none. */
export function pageWindow(args: PageArgs): PageWindow {
  const backwards = args.last != null || (args.before != null && args.first == null);
  const cursor = backwards ? args.before : args.after;
  const size = (backwards ? args.last : args.first) ?? limits.pageSizeDefault;
  return { place: cursor == null ? null : decode(cursor), backwards, limit: size + 1 };
}

/** The page of rows that were fetched through `window`, in the order of the query. */
export function toPage<T>(
  rows: readonly T[],
  { place, backwards, limit }: PageWindow,
  placeOf: (row: T) => string,
): Page<T> {
  const more = rows.length === limit;
  const kept = rows.slice(0, limit - 1);
  const inOrder = backwards ? kept.reverse() : kept;
  return {
    items: inOrder.map((node) => ({ cursor: encode(placeOf(node)), node })),
    hasNextPage: backwards ? place !== null : more,
    hasPreviousPage: backwards ? more : place !== null,
  };
}

const encode = (place: string) => btoa(`p.${place}`).replace(/=/g, "");

function decode(cursor: string): string {
  try {
    const text = atob(cursor);
    if (text.startsWith("p.")) return text.slice(2);
  } catch { /* refused below */ }
  const message = "This is not a cursor of this list. Take it from an edge or from pageInfo.";
  throw new Refusal(validationError([{ path: ["after"], message }]));
}
