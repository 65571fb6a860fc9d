import { useState } from "react";
import { type Approvals, useApprovals } from "@tramontane/react";
import type { Fault } from "@tramontane/client/store";
import { useAnnounce } from "../../../ui/announcer.tsx";
import type { LiveApproval } from "./card-approval.ts";

/** A verdict, as the API takes it. */
export type DecisionInput = Parameters<Approvals["decide"]>[1];

/** The decision of this page on an approval. */
export interface Decision {
  /** The verdict that this page gave; null: none yet. */
  readonly given: "APPROVED" | "REJECTED" | null;
  readonly isRunning: boolean;
  /** Why the API refused it; null: it did not. A verdict given elsewhere is no fault: the card shows it. */
  readonly fault: Fault | null;
  /** True: the verdict holds, or another one does already. */
  decide(verdict: DecisionInput): Promise<boolean>;
}

/** Decides on an approval, once, and reads the outcome out. `onSettled`: its state at the API may have changed. */
export function useDecision(approval: LiveApproval, onSettled: () => void): Decision {
  const { decide } = useApprovals();
  const announce = useAnnounce();
  const [state, setState] = useState<Pick<Decision, "given" | "isRunning" | "fault">>({
    ...{ given: null, isRunning: false, fault: null },
  });
  const run = async (verdict: DecisionInput): Promise<boolean> => {
    setState({ given: null, isRunning: true, fault: null });
    const result = await decide(approval, verdict);
    const isElsewhere = !result.ok && result.fault.code === "CONFLICT";
    const given = verdict.approve ? "APPROVED" : "REJECTED";
    const fault = result.ok || isElsewhere ? null : result.fault;
    setState({ given: result.ok ? given : null, isRunning: false, fault });
    announce(result.ok ? given === "APPROVED" ? "Approved." : "Rejected." : result.fault.message);
    onSettled();
    return fault === null;
  };
  return { ...state, decide: run };
}
