import { type AccountState, remainingOf, spanOf } from "../../protocol/quota/points.ts";
import type { Admission } from "./point-buckets.ts";

/**
 * `RateLimit` and `RateLimit-Policy` as draft-ietf-httpapi-ratelimit-headers-10 writes them, one member for each limit,
 * and `Retry-After` where the request was refused.
 */
export function rateLimitHeaders({ states, rateLimit }: Admission): Record<string, string> {
  const { retryAfterMs } = rateLimit;
  return {
    "ratelimit-policy": states.map(policyOf).join(", "),
    "ratelimit": states.map(usageOf).join(", "),
    ...(retryAfterMs !== null && { "retry-after": `${Math.ceil(retryAfterMs / 1_000)}` }),
  };
}

const nameOf = ({ account: { kind, span } }: AccountState) => `"${kind}-${span}"`;

const policyOf = (state: AccountState) =>
  `${nameOf(state)};q=${state.account.limit};qu="points";w=${spanOf(state.account) / 1_000}`;

function usageOf(state: AccountState): string {
  const { account } = state;
  const remaining = remainingOf(state);
  const resetMs = ((account.limit - remaining) * spanOf(account)) / account.limit;
  return `${nameOf(state)};r=${remaining};t=${Math.ceil(resetMs / 1_000)}`;
}
