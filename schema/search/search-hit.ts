import {
  type Fragment,
  fragmentOf,
  type TextRange as Range,
} from "../../protocol/search/fragment.ts";
import { searchLimits } from "../../protocol/search/limits.ts";
import type { SearchQuery } from "../../protocol/search/query.ts";
import type { SearchHitRecord, SearchKind as Kind } from "../../protocol/search/records.ts";
import { builder } from "../builder.ts";
import type { GraphQLContext } from "../context.ts";
import { enumValues } from "../enum-values.ts";
import { loadNode, Node } from "../node.ts";
import { connection } from "../page/page.ts";
import { Conversation, ResearchRun } from "../refs.ts";

/** What the search finds. */
export const SearchKind = builder.enumType("SearchKind", {
  description: "What the search finds. Values may be added.",
  values: enumValues<Kind>({
    MESSAGE: "Messages of users and agents. Needs the scope `conversations:read`.",
    TOOL_CALL:
      "Tool calls, by their server, name, arguments and result. Needs the scopes `conversations:read` and `conversations:read:detail`.",
    REPORT:
      "Research runs, by their question, and their completed phases, by their text. Needs the scope `research:read`.",
  }),
});

const TextRange = builder.objectRef<Range>("TextRange").implement({
  description: "A part of a text, in UTF-16 units of it.",
  fields: (t) => ({
    start: t.exposeInt("start", { description: "Number of the first unit, from 0." }),
    end: t.exposeInt("end", { description: "Number of the first unit after it." }),
  }),
});

const SearchFragment = builder.objectRef<Fragment>("SearchFragment").implement({
  description: "The part of a text that shows what was found, as plain text.",
  fields: (t) => ({
    text: t.exposeString("text", {
      description:
        `The part; at most ${searchLimits.fragmentLength} UTF-16 units. It is not HTML: escape it.`,
    }),
    matches: t.expose("matches", {
      type: [TextRange],
      description:
        "Where \`text\` has what was searched, in order, without overlaps; can be empty.",
    }),
    cutBefore: t.boolean({
      description: "True: the text has more before it.",
      resolve: ({ isCut }) => isCut.before,
    }),
    cutAfter: t.boolean({
      description: "True: the text has more after it.",
      resolve: ({ isCut }) => isCut.after,
    }),
  }),
});

/** A text that was found, with what was searched. */
export type Hit = SearchHitRecord & { query: SearchQuery };

const SearchHit = builder.objectRef<Hit>("SearchHit").implement({
  description: "A text that was found.",
  fields: (t) => ({
    kind: t.expose("kind", { type: SearchKind, description: "What was found." }),
    node: t.field({
      type: Node,
      description:
        "The Message, ToolCall, ResearchPhase, or ResearchRun whose question it is; null: it was erased since.",
      nullable: true,
      resolve: ({ id }, _, context) => loadNode(id, context),
    }),
    conversation: t.field({
      type: Conversation,
      description: "Conversation of a message or tool call; null of a report.",
      nullable: true,
      resolve: conversationOf,
    }),
    research: t.field({
      type: ResearchRun,
      description:
        "Research run of a report, or of a tool call that a phase made; null of others, and without the scope `research:read`.",
      nullable: true,
      authScopes: { can: "research:read" },
      resolve: researchOf,
    }),
    fragment: t.field({
      type: SearchFragment,
      complexity: 5,
      description: "Part of the text that shows the match.",
      resolve: ({ text, query }) => fragmentOf(text, query),
    }),
    at: t.expose("at", { type: "DateTime", description: "Time of the text." }),
  }),
});

function conversationOf({ kind, objectId }: Hit, _: unknown, { reads }: GraphQLContext) {
  return kind === "REPORT" ? null : reads.conversation(objectId);
}

async function researchOf(hit: Hit, _: unknown, context: GraphQLContext) {
  const { reads } = context;
  if (hit.kind === "REPORT") return await reads.researchRun(hit.objectId);
  const researchId = (await conversationOf(hit, _, context))?.researchId ?? null;
  return researchId === null ? null : await reads.researchRun(researchId);
}

/** A page of what was found. */
export const SearchConnection = connection("Search", SearchHit, "matches");
