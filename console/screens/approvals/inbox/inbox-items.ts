import type { LiveApproval } from "../card/card-approval.ts";

/** An approval of the inbox. `leftAt`: when it stopped waiting, ms since 1970; null: it waits. */
export interface InboxItem<A extends LiveApproval = LiveApproval> {
  readonly approval: A;
  readonly leftAt: number | null;
}

/** How long a decided approval stays, so that its decision is seen, ms. */
export const leavesAfterMs = 20_000;

/**
 * The items after a change of the approvals that wait, or of the time. One that was decided, here or elsewhere, keeps its
 * place for a while, and as long as it has the focus. The same array: nothing changed.
 */
export function nextItems<A extends LiveApproval>(
  before: readonly InboxItem<A>[],
  waiting: readonly A[],
  { now, focusedId }: { now: number; focusedId: string | null },
): readonly InboxItem<A>[] {
  const ids = new Set(waiting.map(({ id }) => id));
  const stays = ({ approval: { id }, leftAt }: InboxItem<A>) =>
    !ids.has(id) && (leftAt === null || now - leftAt < leavesAfterMs || id === focusedId);
  const leaving = before.filter(stays).map((item) => ({ ...item, leftAt: item.leftAt ?? now }));
  const items = [...waiting.map((approval) => ({ approval, leftAt: null })), ...leaving];
  const next = items.toSorted(byExpiry);
  return isSame(before, next) ? before : next;
}

const byExpiry = (a: InboxItem, b: InboxItem) =>
  Date.parse(a.approval.expiresAt) - Date.parse(b.approval.expiresAt);

const isSame = (a: readonly InboxItem[], b: readonly InboxItem[]) =>
  a.length === b.length &&
  a.every(({ approval, leftAt }, i) => approval === b[i]?.approval && leftAt === b[i]?.leftAt);
