import { grantsOf, type Principal } from "./principal.ts";
import { includesDeciding, isWidenedByReason, type Reach, reaches, type Scope } from "./scopes.ts";

/** Objects with details: a tool call or message of a conversation or research run, and an approval. */
export type Detailed = "conversation" | "approval";

const readBy: Record<Detailed, readonly Scope[]> = {
  conversation: ["conversations:read", "research:read"],
  approval: ["approvals:read"],
};

/**
 * True if the principal may read the details of every such object that it may read: then who has read an object needs no
 * second look at its owner. False where its details reach fewer objects than its reads, and where a reason alone would
 * open the details of objects whose reads need none: nothing would record it.
 */
export function readsDetailOf(
  object: Detailed,
  principal: Principal,
  reason: string | null,
): boolean {
  const { "conversations:read:detail": detail, ...grants } = grantsOf(principal);
  if (detail === undefined) return false;
  const reads = readBy[object].flatMap((scope) => (grants as Grants)[scope] ?? []);
  return reads.every((read) => {
    const given = isWidenedByReason(read) ? reason : null;
    return rank(detail, given) >= rank(read, given);
  });
}

type Grants = ReturnType<typeof grantsOf>;

/** A reach that a reason widens reaches all with one, and what is left of it without. */
function rank(reach: Reach, reason: string | null): number {
  if (!isWidenedByReason(reach)) return reaches.indexOf(reach);
  return reaches.indexOf(reason !== null ? "all" : includesDeciding(reach) ? "deciding" : "own");
}
