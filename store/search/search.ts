import type { PageArgs } from "../../protocol/paging.ts";
import { searchLimits } from "../../protocol/search/limits.ts";
import { parseQuery, type SearchQuery } from "../../protocol/search/query.ts";
import type { Searched, SearchHitRecord, SearchPage } from "../../protocol/search/records.ts";
import type { Sql } from "../database/sql.ts";
import { encode, type PageWindow, pageWindow, toPage } from "../paging/page.ts";
import { type MomentPlace, momentPlace, momentText } from "../paging/places.ts";
import { cutPlace } from "./cut-place.ts";
import { isBackfilling } from "./backfill.ts";
import { type Comparison, matching } from "./matches.ts";
import { type SearchVisible, visibleMatch } from "./visible-match.ts";
import { mayBeFew, reachableObjects } from "./reachable-objects.ts";
import { withinTime } from "./within-time.ts";

/** A place in the results, with the comparison that they are of. */
type Place = MomentPlace & { comparison: Comparison };

type Row = SearchHitRecord & { isVisible: boolean };

/** Matches that one statement reads at first, and at most; many may not be visible. */
const chunk = { first: 100, most: 2_000 };

/**
 * The visible texts that match a query, the newest first: by words, or by parts of words where no visible text has the
 * words. Takes `limits.timeMs` at most; the page then has what was found so far, and is `partial`. It is also while older
 * texts are being indexed.
 */
export async function searchPage(
  sql: Sql,
  tenant: string,
  { query: text, kinds }: Searched,
  args: PageArgs,
  visible: SearchVisible = { conversations: null, research: null },
  timeMs: number = searchLimits.timeMs,
): Promise<SearchPage> {
  const list = `search ${tenant} ${[...kinds].sort()} ${text}`;
  const window = pageWindow(args, list, searchPlace);
  const deadline = performance.now() + timeMs;
  const objects = mayBeFew(visible)
    ? await withinTime(sql, deadline, (tx) => reachableObjects(tx, tenant, visible))
    : null;
  const read = { query: parseQuery(text), kinds, objects, visible, deadline };
  const first = window.place?.comparison ?? "words";
  let found = await collect(sql, tenant, { ...read, comparison: first, window });
  if (found.rows.length === 0 && window.place === null && !found.isCut) {
    found = await collect(sql, tenant, { ...read, comparison: "parts", window });
  }
  const isLimited = Object.values(visible).some((part) => part !== null);
  return toSearchPage(found, window, { isLimited, isIncomplete: await isBackfilling(sql) });
}

interface Found {
  comparison: Comparison;
  rows: Row[];
  /** The last match that was read, also an invisible one. */
  last: Row | null;
  /** True: the time was up. */
  isCut: boolean;
}

async function collect(
  sql: Sql,
  tenant: string,
  { query, kinds, objects, visible, deadline, comparison, window }: {
    query: SearchQuery;
    kinds: readonly string[];
    objects: readonly string[] | null;
    visible: SearchVisible;
    deadline: number;
    comparison: Comparison;
    window: PageWindow<Place>;
  },
): Promise<Found> {
  const found: Found = { comparison, rows: [], last: null, isCut: false };
  let most = Math.max(chunk.first, window.limit);
  while (found.rows.length < window.limit) {
    const place = found.last === null ? window.place : placeOf(found.last);
    const rows = await withinTime(sql, deadline, async (tx) => {
      const matches = matching(tx, tenant, { query, comparison, kinds, objects, place, most });
      return matches === null ? [] : await tx<Row[]>`
        select s.id, s.kind, s.object_id, s.at, is_visible, case when is_visible then s.text else '' end as text
        from ${matches} m join search_texts s on s.tenant = ${tenant} and s.id = m.id
        cross join lateral (select ${visibleMatch(tx, tenant, visible)} as is_visible) v
        order by m.at desc, m.id desc`;
    });
    if (rows === null) return { ...found, isCut: true };
    found.rows.push(...rows.filter((row) => row.isVisible));
    found.last = rows.at(-1) ?? found.last;
    if (rows.length < most) break;
    most = Math.min(most * 4, chunk.most);
  }
  found.rows.length = Math.min(found.rows.length, window.limit);
  return found;
}

function toSearchPage(
  { rows, last, isCut, comparison }: Found,
  window: PageWindow<Place>,
  { isLimited, isIncomplete }: { isLimited: boolean; isIncomplete: boolean },
): SearchPage {
  const text = ({ at, id }: Pick<SearchHitRecord, "at" | "id">) =>
    `${comparison}/${momentText(at, id)}`;
  const page = toPage<SearchHitRecord>(rows, window, (hit) => text(hit));
  // The next page goes on where the time was up, also if nothing was found until there.
  const place = last === null || !isCut
    ? null
    : isLimited
    ? cutPlace(last, rows.at(-1) ?? null, window.place)
    : placeOf(last);
  const after = place === null
    ? null
    : encode(text({ ...place, at: new Date(place.at) }), window.list);
  return {
    ...page,
    hasNextPage: page.hasNextPage || after !== null,
    after,
    partial: isCut || isIncomplete,
  };
}

const placeOf = ({ at, id }: SearchHitRecord): MomentPlace => ({ at: at.toISOString(), id });

function searchPlace(text: string): Place | null {
  const [, comparison, rest = ""] = /^(words|parts)\/(.*)$/.exec(text) ?? [];
  const place = momentPlace(rest);
  return place && { ...place, comparison: comparison as Comparison };
}
