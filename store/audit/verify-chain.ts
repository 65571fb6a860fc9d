import { auditHash } from "./audit-hash.ts";
import type { AuditRow, ChainHead } from "./read-chain.ts";

/** The first event of a chain that is not what was written. */
export interface BrokenEvent {
  seq: number;
  /** MISSING: deleted. CHANGED: its content is another. MISPLACED: it does not follow the event before. ADDED: beyond the head. */
  fault: "MISSING" | "CHANGED" | "MISPLACED" | "ADDED" | "HEAD_CHANGED";
}

/** Follows a chain event by event. */
export interface ChainCheck {
  /** The fault that this event shows; null: it follows. */
  next(row: AuditRow): BrokenEvent | null;
  /** The fault that shows at the end of the chain; null: it is complete. */
  end(): BrokenEvent | null;
}

/** Checks a chain from its first event that is not erased up to its head. */
export function chainCheck(head: ChainHead): ChainCheck {
  let seq = head.erasedSeq;
  let hash = head.erasedHash;
  return {
    next(row) {
      const expected = seq + 1;
      if (row.seq > head.seq) return { seq: row.seq, fault: "ADDED" };
      if (row.seq !== expected) return { seq: expected, fault: "MISSING" };
      if (row.previousHash !== hash) return { seq: expected, fault: "MISPLACED" };
      if (row.hash !== auditHash(row)) return { seq: expected, fault: "CHANGED" };
      [seq, hash] = [expected, row.hash];
      return null;
    },
    end() {
      if (seq < head.seq) return { seq: seq + 1, fault: "MISSING" };
      return hash === head.hash ? null : { seq: head.seq, fault: "HEAD_CHANGED" };
    },
  };
}

/** The first broken event of a chain; null if all follow each other up to the head. */
export async function verifyChain(
  head: ChainHead,
  rows: AsyncIterable<AuditRow>,
): Promise<BrokenEvent | null> {
  const check = chainCheck(head);
  for await (const row of rows) {
    const broken = check.next(row);
    if (broken) return broken;
  }
  return check.end();
}
