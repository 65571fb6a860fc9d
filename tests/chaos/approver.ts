import { sleep } from "../../protocol/async/sleep.ts";
import type { ChaosClient } from "./client.ts";
import * as documents from "./chaos.generated.ts";
import { pick, type Random } from "./random.ts";

type Pending = NonNullable<documents.PendingApprovalsQuery["approvals"]>["nodes"][number];
const decisions = [["approve", 4], ["always", 1], ["edit", 2], ["reject", 2], [
  "ignore",
  2,
]] as const;

/** Decides each pending approval once, until `isRunning` is false; some are left to expire. How often each decision was taken. */
export async function approve(client: ChaosClient, random: Random, isRunning: () => boolean) {
  const seen = new Set<string>();
  const taken: Record<string, number> = {};
  while (isRunning()) {
    const { approvals } = await client.query(documents.pendingApprovals, {});
    for (const approval of (approvals?.nodes ?? []).filter((a) => !seen.has(a.id))) {
      seen.add(approval.id);
      const decision = pick<string>(random, decisions);
      taken[decision] = (taken[decision] ?? 0) + 1;
      const { id: approvalId, argumentsHash } = approval;
      const verdict = verdictOf(decision, approval);
      // The turn may have ended, or the approval expired: then the answer is a refusal.
      if (verdict) await client.attempt(documents.decide, { approvalId, argumentsHash, verdict });
    }
    await sleep(300);
  }
  return taken;
}

function verdictOf(decision: string, { proposedArguments }: Pending) {
  const { key } = proposedArguments as { key: string };
  if (decision === "ignore") return null;
  if (decision === "reject") return { reject: { reason: "not now" } };
  if (decision === "edit") return { approve: { arguments: { key: `${key}-edited` } } };
  return { approve: { always: decision === "always" } };
}
