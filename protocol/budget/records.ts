import type { Money } from "./budget.ts";

/** What was used, failed and cancelled calls included. */
export interface UsageRecord {
  inputTokens: number;
  outputTokens: number;
  modelCalls: number;
  toolCalls: number;
  /** True when the provider did not tell all of it. */
  estimated: boolean;
  /** Model calls sent again though the first may have been billed. */
  possiblyPaidTwice: number;
  /** Null when a price is not known. */
  cost: Money | null;
}
