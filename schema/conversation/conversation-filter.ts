import type { Scope } from "../../protocol/auth/scopes.ts";
import { parseDecimal } from "../../protocol/budget/budget.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import type { ConversationFilter as Filter } from "../../protocol/conversation/records.ts";
import { limits } from "../../protocol/limits.ts";
import { searchLimits } from "../../protocol/search/limits.ts";
import { queryFault } from "../../protocol/search/query.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { MoneyInput } from "../budget/budget.ts";
import { moneyIssues } from "../budget/budget-input.ts";
import { builder } from "../builder.ts";
import { badInput, graphError } from "../errors.ts";
import { issueIf, type Maybe, rangeIssues } from "../mutation/issues.ts";
import { Status } from "../status.ts";

/** Input of a list of conversations. */
export const ConversationFilter = builder.inputType("ConversationFilter", {
  description: "Filter of conversations. All fields must match; a null field matches all.",
  fields: (t) => ({
    agent: t.string({ description: "Name of the agent." }),
    version: t.int({
      description: "Number of the agent's version; it needs `agent`.",
    }),
    labels: t.stringList({ description: "Only conversations with all these labels; at most 20." }),
    open: t.boolean({ description: "True: open conversations; false: closed ones." }),
    currentTurn: t.field({
      type: Status,
      description: "Status of the current turn. WAITING: for an approval or a retry.",
    }),
    lastTurn: t.field({
      type: Status,
      description: "Status of the last turn, also of one that has ended, such as FAILED.",
    }),
    createdFrom: t.field({ type: "DateTime", description: "Started at this time or later." }),
    createdTo: t.field({ type: "DateTime", description: "Started before this time." }),
    activeFrom: t.field({ type: "DateTime", description: "`activeAt` is this time or later." }),
    activeTo: t.field({ type: "DateTime", description: "`activeAt` is before this time." }),
    text: t.string({
      description:
        `Its title or one of its messages matches, as in \`Query.search\`; at most ${searchLimits.queryLength} UTF-16 units. The newest 5,000 texts that match are looked at.`,
    }),
    minCost: t.field({
      type: MoneyInput,
      description:
        `Its ended turns cost at least this, in ${priceCurrency}. It needs the scope \`usage:read\`.`,
    }),
  }),
});

/** The fields of the filter as a client gives them. */
type Given = Omit<Filter, "minCostNanos"> & {
  minCost?: Maybe<{ amount: string; currency: string }>;
};

/** The valid filter. Throws BAD_USER_INPUT, and FORBIDDEN for a cost that the caller may not read. */
export function checkedFilter(
  { minCost, ...filter }: Given,
  can: (scope: Scope) => boolean,
): Filter {
  const issues = filterIssues({ minCost, ...filter });
  if (issues.length > 0) throw badInput(issues);
  if (minCost && !can("usage:read")) {
    throw graphError("FORBIDDEN", "The filter `minCost` needs the scope `usage:read`.");
  }
  return { ...filter, minCostNanos: minCost ? parseDecimal(minCost.amount) : null };
}

function filterIssues({ agent, version, labels, minCost, text }: Given): ValidationIssue[] {
  const path = (name: string) => ["filter", name];
  const fault = text == null ? null : queryFault(text);
  return [
    ...issueIf(
      (labels?.length ?? 0) > limits.labels,
      path("labels"),
      `A conversation has at most ${limits.labels} labels.`,
    ),
    ...issueIf(fault !== null, path("text"), fault ?? ""),
    ...issueIf(version != null && agent == null, path("version"), "Name the agent, too."),
    ...rangeIssues(version, path("version"), [1, 2_147_483_647]),
    ...(minCost ? moneyIssues(minCost, path("minCost")) : []),
  ];
}
