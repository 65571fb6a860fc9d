import { searchLimits } from "../../protocol/search/limits.ts";
import { parseQuery, queryFault } from "../../protocol/search/query.ts";
import {
  type SearchKind as Kind,
  searchKinds,
  type SearchPage,
} from "../../protocol/search/records.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { forbidden } from "../../protocol/user-error.ts";
import { builder } from "../builder.ts";
import type { GraphQLContext } from "../context.ts";
import { badInput, graphError } from "../errors.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { forwardArgs } from "../page/page-fields.ts";
import { searchCost } from "./search-cost.ts";
import { SearchConnection, SearchKind } from "./search-hit.ts";

builder.objectFields(SearchConnection, (t) => ({
  partial: t.boolean({
    description:
      `True: something may be missing, since the search took longer than ${searchLimits.timeMs} ms, or older texts are still being indexed. The next page goes on where the time was up.`,
    resolve: (page) => (page as unknown as SearchPage).partial,
  }),
}));

builder.queryField("search", (t) =>
  t.field({
    authScopes: { everyone: true },
    nullable: true,
    type: SearchConnection,
    description:
      "Texts of the tenant that the caller may read and that match a query, the newest first. They are found within a second after they were complete. Empty for a caller whose scopes permit no kind; null where `in` names a kind without its scope.",
    args: {
      query: t.arg.string({
        required: true,
        description:
          `Words that a text must have, in any order and case; \`"a phrase"\`, \`-without\` and \`or\` are understood. Words are not stemmed; Chinese, Japanese and Korean are found by any part of a text. Where no text has the words, texts are found that contain them as parts of words. At most ${searchLimits.terms} words and phrases, and ${searchLimits.queryLength} UTF-16 units.`,
      }),
      in: t.arg({
        type: [SearchKind],
        description: "Only these kinds; null: all that the caller's scopes permit.",
      }),
      ...forwardArgs(t.arg),
    },
    complexity: (args) => ({ ...pageCost(args), field: searchCost }),
    resolve: async (_, { query, in: wanted, ...args }, context) => {
      const fault = queryFault(query);
      if (fault !== null) throw badInput([{ path: ["query"], message: fault }]);
      const kinds = permittedKinds(wanted ?? null, context);
      const window = checkedPage(args);
      const page = kinds.length === 0
        ? nothing
        : await context.reads.search({ query, kinds }, window);
      const parsed = parseQuery(query);
      const items = page.items.map(({ cursor, node }) => ({
        cursor,
        node: { ...node, query: parsed },
      }));
      return { ...page, items };
    },
  }));

/** What a caller without any of the scopes finds. */
const nothing: SearchPage = {
  ...{ items: [], hasNextPage: false, hasPreviousPage: false },
  ...{ after: null, partial: false },
};

/** The kinds to search. Throws FORBIDDEN for one that was asked for and needs another scope. */
function permittedKinds(wanted: readonly Kind[] | null, context: GraphQLContext): Kind[] {
  const kinds = [...new Set(wanted ?? searchKinds)];
  if (kinds.length === 0) {
    throw badInput([{ path: ["in"], message: "Name at least one kind, or leave it out." }]);
  }
  const lacking = kinds.map((kind) => lackingScope(kind, context));
  const denied = lacking.find((scope) => scope !== null);
  if (denied && wanted !== null) {
    throw graphError("FORBIDDEN", forbidden(denied).message);
  }
  return kinds.filter((_, n) => lacking[n] === null);
}

/** The scope that the caller lacks to find this kind; null: none. */
function lackingScope(kind: Kind, { can, detailOf }: GraphQLContext): Scope | null {
  if (kind === "REPORT") return can("research:read") ? null : "research:read";
  if (!can("conversations:read")) return "conversations:read";
  return kind === "MESSAGE" || detailOf("conversation") ? null : "conversations:read:detail";
}
