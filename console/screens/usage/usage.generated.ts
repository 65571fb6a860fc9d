// Written by `deno task documents` from usage.graphql.
// deno-lint-ignore-file
import type { Typed } from "@tramontane/client";
import type { Exact } from "../../document-types.generated.ts";

export type ConsoleUsageQueryVariables = Exact<{
  from: string;
  to: string;
}>;
export type ConsoleUsageQuery = { usage: { rows: Array<{ day: string | null, model: string | null, inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimatedCalls: number, unpricedCalls: number, possiblyPaidTwice: number, agent: { name: string } | null, cost: { amount: string, currency: string } }>, total: { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimatedCalls: number, unpricedCalls: number, possiblyPaidTwice: number, cost: { amount: string, currency: string } } } | null };
export type UsageSumsFragment = { inputTokens: number, outputTokens: number, modelCalls: number, toolCalls: number, estimatedCalls: number, unpricedCalls: number, possiblyPaidTwice: number, cost: { amount: string, currency: string } };
export const consoleUsage = "query ConsoleUsage($from:Date!$to:Date!){usage(from:$from to:$to groupBy:[DAY AGENT MODEL]){rows{day agent{name}model ...UsageSums}total{...UsageSums}}}fragment UsageSums on UsageSum{cost{amount currency}inputTokens outputTokens modelCalls toolCalls estimatedCalls unpricedCalls possiblyPaidTwice}" as string & Typed<ConsoleUsageQuery, ConsoleUsageQueryVariables>;
