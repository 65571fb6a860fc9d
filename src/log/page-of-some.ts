import { coveredFrom, withCoverage } from "../../protocol/log/cursor.ts";
import { limits } from "../../protocol/limits.ts";
import type { PageArgs } from "../../protocol/paging.ts";
import type { EventPage, LogEvent, Only } from "../../schema/ports/event-log.ts";
import { Coverage } from "./only-some.ts";

/** Events that are examined for one page. A page that ends there has fewer events than it could, or none. */
const maxExamined = 5_000;

type ReadPage = (args: PageArgs) => Promise<EventPage>;

/**
 * A page of the events that `only` lets through; `read` reads pages of all events. Each event covers the numbers of
 * those that were left out before it. The cursor of an empty page carries on with the numbers that it covers.
 */
export function pageOfSome(args: PageArgs, only: Only, read: ReadPage): Promise<EventPage> {
  return args.last == null
    ? someAfter(args.after ?? null, args.first ?? limits.pageSizeDefault, only, read)
    : someBefore(args.before ?? null, args.last, only, read);
}

async function someAfter(
  start: string | null,
  size: number,
  only: Only,
  read: ReadPage,
): Promise<EventPage> {
  const covered = new Coverage(start === null ? null : coveredFrom(start));
  const kept: LogEvent[] = [];
  let hasPreviousPage: boolean | null = null;
  let after = start;
  for (let examined = 0;;) {
    const part = await read({ first: limits.pageSize, after });
    hasPreviousPage ??= part.hasPreviousPage;
    for (const { node, isKept } of await decided(part, only)) {
      if (!isKept) covered.leaveOut(node);
      else if (kept.length < size) kept.push(covered.before(node));
      else return toPage(kept, { hasNextPage: true, hasPreviousPage, after });
    }
    examined += part.items.length;
    const last = part.items.at(-1)?.cursor ?? null;
    after = last ?? after;
    if (part.hasNextPage && examined < maxExamined) continue;
    const { hasNextPage } = part;
    const end = after !== null && covered.from !== null ? withCoverage(after, covered.from) : after;
    return toPage(kept, { hasNextPage, hasPreviousPage, after: last === null ? start : end });
  }
}

async function someBefore(
  start: string | null,
  size: number,
  only: Only,
  read: ReadPage,
): Promise<EventPage> {
  /** The newest first, and one more than the page: it says how far the first of the page reaches back. */
  const kept: LogEvent[] = [];
  let hasNextPage: boolean | null = null;
  let oldest: LogEvent | null = null;
  let before = start;
  for (let examined = 0;;) {
    const part = await read({ last: limits.pageSize, before });
    hasNextPage ??= part.hasNextPage;
    for (const { node, isKept } of (await decided(part, only)).toReversed()) {
      if (kept.length > size) break;
      oldest = node;
      if (isKept) kept.push(node);
    }
    examined += part.items.length;
    before = part.items[0]?.cursor ?? before;
    const isDone = kept.length > size || !part.hasPreviousPage || part.items.length === 0;
    if (!isDone && examined < maxExamined) continue;
    const hasPreviousPage = kept.length > size || part.hasPreviousPage;
    const events = kept.slice(0, size).map((event, n) => {
      const earlier = kept[n + 1];
      return { ...event, fromSeq: earlier ? earlier.seq + 1 : oldest?.fromSeq ?? event.fromSeq };
    });
    return toPage(events.reverse(), { hasNextPage, hasPreviousPage, after: null, before });
  }
}

/** The events of a part, which are decided on together: what decides them is read in one query. */
function decided({ items }: EventPage, only: Only) {
  return Promise.all(
    items.map(async ({ node }) => ({ node, isKept: await only(node.body) })),
  );
}

function toPage(events: readonly LogEvent[], rest: Omit<EventPage, "items">): EventPage {
  return { items: events.map((node) => ({ cursor: node.cursor, node })), ...rest };
}
