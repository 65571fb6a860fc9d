import type { Money } from "./budget.ts";

/** Usage, including failed and cancelled calls. */
export interface UsageRecord {
  inputTokens: number;
  outputTokens: number;
  modelCalls: number;
  toolCalls: number;
  /** True if the provider did not report all of it. */
  estimated: boolean;
  /** Model calls that were sent again although the first request may have been billed. */
  possiblyPaidTwice: number;
  /** Null if a price is unknown. */
  cost: Money | null;
}
