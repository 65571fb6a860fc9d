import { useState } from "react";
import { useApprovals } from "@tramontane/react";
import { useAnnounce } from "../../../ui/announcer.tsx";
import type { LiveApproval } from "../card/card-approval.ts";
import type { DecisionInput } from "../card/use-decision.ts";

/** The outcome of one call of a batch: its status and what came of it, in words. */
export interface BatchResult {
  readonly status: "RUNNING" | "APPROVED" | "REJECTED" | "FAILED" | "DISCARDED";
  readonly words: string;
}

/** Decides on several calls, one after the other, each by itself: a refusal of one does not stop the others. */
export function useBatch(onSettled: () => void) {
  const { decide } = useApprovals();
  const announce = useAnnounce();
  const [results, setResults] = useState<ReadonlyMap<string, BatchResult>>(new Map());
  const [isRunning, setRunning] = useState(false);
  const note = (id: string, result: BatchResult) =>
    setResults((before) => new Map(before).set(id, result));
  const run = async (approvals: readonly LiveApproval[], verdict: DecisionInput) => {
    setRunning(true);
    let given = 0;
    for (const approval of approvals) {
      note(approval.id, { status: "RUNNING", words: "deciding" });
      const result = await decide(approval, verdict);
      if (result.ok) given++;
      note(approval.id, outcome(result, verdict));
    }
    setRunning(false);
    announce(`${given} of ${approvals.length} calls ${verdict.approve ? "approved" : "rejected"}.`);
    onSettled();
  };
  return { results, isRunning, run };
}

function outcome(
  result: Awaited<ReturnType<ReturnType<typeof useApprovals>["decide"]>>,
  verdict: DecisionInput,
): BatchResult {
  if (result.ok) {
    return verdict.approve
      ? { status: "APPROVED", words: "approved" }
      : { status: "REJECTED", words: "rejected" };
  }
  const { code, message } = result.fault;
  return code === "CONFLICT"
    ? { status: "DISCARDED", words: "already decided" }
    : { status: "FAILED", words: message };
}
