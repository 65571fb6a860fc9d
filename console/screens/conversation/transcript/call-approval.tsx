import { useState } from "react";
import type { StoreApproval } from "@tramontane/client/store";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { InlineApproval } from "../../approvals/card/inline-approval.tsx";
import css from "./row.module.css";

/**
 * The approval of a tool call: the card while it waits and once it was decided on this page, otherwise a line. In the past
 * it is always a line.
 */
export function CallApproval({ approval, isPast }: { approval: StoreApproval; isPast: boolean }) {
  const { verdict, decidedAt, reason } = approval;
  const isOpen = verdict === "PENDING";
  const [wasOpen] = useState(isOpen);
  if (!isPast && (wasOpen || isOpen)) return <InlineApproval approval={approval} />;
  return (
    <div className={css["line"]}>
      <Status value={verdict} {...(isOpen && { word: "waits for a decision" })} />
      {decidedAt && (
        <span className={css["muted"]}>
          <Ago at={decidedAt} />
        </span>
      )}
      {reason && <span>{reason}</span>}
    </div>
  );
}
