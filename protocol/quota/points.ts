import type { RateLimit } from "./rate-limit.ts";
import type { TenantLimits } from "./tenant-limits.ts";

/** A limit of points, and who uses it. A full one empties in its span. */
export interface PointAccount {
  kind: "tenant" | "principal" | "address";
  /** Subject of the principal, or the address; empty for the tenant. */
  name: string;
  span: "minute" | "day";
  limit: number;
}

/** What is asked of an account in the database, in points. */
export interface PointAsk extends PointAccount {
  /** To reserve, at most. */
  want: number;
  /** Reserved earlier and not used; negative: used without a reservation. */
  back: number;
}

/** What the database granted. */
export interface PointGrant {
  granted: number;
  /** What is left for others. */
  room: number;
}

const spanMs = { minute: 60_000, day: 86_400_000 } as const;

/** Length of an account's span, ms. */
export const spanOf = ({ span }: Pick<PointAccount, "span">): number => spanMs[span];

/** The accounts that pay for a request; limits that are not set have none. */
export function accountsOf(
  limits: TenantLimits,
  subject: string,
  address: string | null,
): PointAccount[] {
  const account = (
    kind: PointAccount["kind"],
    name: string,
    span: PointAccount["span"],
    limit: number | null,
  ): PointAccount[] => limit === null ? [] : [{ kind, name, span, limit }];
  return [
    ...account("tenant", "", "minute", limits.pointsPerMinute),
    ...account("tenant", "", "day", limits.pointsPerDay),
    ...account("principal", subject, "minute", limits.principalPointsPerMinute),
    ...account("principal", subject, "day", limits.principalPointsPerDay),
    ...(address === null ? [] : [
      ...account("address", address, "minute", limits.addressPointsPerMinute),
      ...account("address", address, "day", limits.addressPointsPerDay),
    ]),
  ];
}

/** An account as a process knows it, in points. */
export interface AccountState {
  account: PointAccount;
  /** Reserved by this process and not used. */
  left: number;
  /** What the database had left for others when it was last asked. */
  room: number;
  /** ms since then. */
  ageMs: number;
}

/** Points that an account has left now: what this process reserved, and what others left and time gave back. */
export function remainingOf({ account, left, room, ageMs }: AccountState): number {
  const { limit } = account;
  const others = Math.min(limit, room + (limit * ageMs) / spanOf(account));
  return Math.max(0, Math.min(limit, Math.floor(left + others)));
}

/** Time until an account that nothing else uses has this many points, ms. At least 1 s, so that callers do not insist. */
export function msUntil(state: AccountState, points: number): number {
  const { account } = state;
  const missing = Math.min(points, account.limit) - remainingOf(state);
  return Math.max(1_000, Math.ceil((missing * spanOf(account)) / account.limit));
}

/** The account with the smallest share of its limit left. */
export function tightest(states: readonly AccountState[]): AccountState | null {
  const share = (state: AccountState) => remainingOf(state) / state.account.limit;
  return states.reduce<AccountState | null>(
    (least, state) => least === null || share(state) < share(least) ? state : least,
    null,
  );
}

/** What the caller sees: the account that refused it, which has to wait longest, or else the tightest. */
export function rateLimitOf(
  states: readonly AccountState[],
  points: number,
  isAdmitted: boolean,
  now: number,
): RateLimit | null {
  const waiting = states.filter((state) => remainingOf(state) < points || state.left < points)
    .toSorted((a, b) => msUntil(b, points) - msUntil(a, points));
  const shown = isAdmitted ? tightest(states) : waiting[0] ?? tightest(states);
  if (shown === null) return null;
  const { limit } = shown.account;
  const remaining = remainingOf(shown);
  const emptyMs = ((limit - remaining) * spanOf(shown.account)) / limit;
  return {
    cost: points,
    remaining,
    resetAt: new Date(now + emptyMs),
    retryAfterMs: isAdmitted ? null : msUntil(shown, points),
  };
}

/**
 * What to reserve for a need: also what was used lately, at most a twentieth of the limit, so that most requests need no
 * query.
 */
export function wanted(need: number, usedLately: number, limit: number): number {
  return Math.ceil(need + Math.min(usedLately, limit / 20));
}
