import type {
  ConversationFilter,
  ConversationRecord,
} from "../../protocol/conversation/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import { searchLimits } from "../../protocol/search/limits.ts";
import type { Visible } from "../access/visible.ts";
import type { Sql } from "../database/sql.ts";
import { BadCursor, pageWindow } from "../paging/page.ts";
import { momentPlace } from "../paging/places.ts";
import { isBackfilling } from "../search/backfill.ts";
import { conversationsWithText } from "../search/conversations-with-text.ts";
import type { Comparison } from "../search/matches.ts";
import { mayBeFew, reachableObjects } from "../search/reachable-objects.ts";
import { withinTime } from "../search/within-time.ts";
import { conversationPage } from "./read-conversations.ts";

/** A page of conversations. `partial`: with a filter by text, something may be missing. */
export type ConversationPage = Page<ConversationRecord> & { partial: boolean };

/**
 * The visible conversations as `conversationPage` lists them, also by text: by the words of titles and messages, or, where
 * no visible conversation has them, by parts of words. The texts are looked for within the limit of a search.
 */
export async function conversationPageByText(
  sql: Sql,
  tenant: string,
  filter: ConversationFilter,
  args: PageArgs,
  visible: Visible = null,
  timeMs: number = searchLimits.timeMs,
): Promise<ConversationPage> {
  const { text } = filter;
  if (text == null) {
    return { ...await conversationPage(sql, tenant, filter, args, visible), partial: false };
  }
  const deadline = performance.now() + timeMs;
  const seen = { conversations: visible, research: visible };
  const objects = mayBeFew(seen)
    ? await withinTime(sql, deadline, (tx) => reachableObjects(tx, tenant, seen))
    : null;
  const read = async (comparison: Comparison): Promise<ConversationPage> => {
    const { ids, isCut } = await conversationsWithText(sql, tenant, {
      ...{ text, comparison, objects, deadline },
    });
    const found = { ids, list: listOf(comparison) };
    const page = await conversationPage(sql, tenant, filter, args, visible, found);
    return { ...page, partial: isCut || await isBackfilling(sql) };
  };
  if (args.after != null || args.before != null) return await read(comparisonOf(tenant, args));
  const byWords = await read("words");
  return byWords.items.length > 0 ? byWords : await read("parts");
}

const listOf = (comparison: Comparison) => comparison === "parts" ? "parts" : "";

/** A page goes on with the comparison of the page before. */
function comparisonOf(tenant: string, args: PageArgs): Comparison {
  try {
    pageWindow(args, `conversations ${tenant} parts`, momentPlace);
    return "parts";
  } catch (error) {
    if (error instanceof BadCursor) return "words";
    throw error;
  }
}
