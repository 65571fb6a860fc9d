/** Limits of a conversation, as the API gives them. */
export interface Limits {
  readonly cost: { readonly amount: string } | null;
  readonly modelCalls: number | null;
  readonly tokens: number | null;
  readonly toolCalls: number | null;
}

/** What a conversation has used. */
export interface Used {
  readonly cost: { readonly amount: string } | null;
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly toolCalls: number;
}

/** A limit and how much of it is used. */
export interface Share {
  readonly name: "cost" | "model calls" | "tokens" | "tool calls";
  readonly used: number;
  readonly limit: number;
}

/** The limits that are set, the one that ends first at the start. */
export function budgetShares(limits: Limits, used: Used): readonly Share[] {
  const all = [
    { name: "cost", used: Number(used.cost?.amount ?? 0), limit: Number(limits.cost?.amount ?? 0) },
    { name: "model calls", used: used.modelCalls, limit: limits.modelCalls ?? 0 },
    { name: "tokens", used: used.inputTokens + used.outputTokens, limit: limits.tokens ?? 0 },
    { name: "tool calls", used: used.toolCalls, limit: limits.toolCalls ?? 0 },
  ] as const;
  return all.filter(({ limit }) => limit > 0).toSorted((a, b) =>
    b.used / b.limit - a.used / a.limit
  );
}
