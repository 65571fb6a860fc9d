import { useState } from "react";
import type { StoreApproval } from "@tramontane/client/store";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { InlineApproval } from "../../approvals/card/inline-approval.tsx";
import css from "./row.module.css";

/** The approval of a tool call: the card while it waits and once it was decided on this page, later a line. */
export function CallApproval({ approval }: { approval: StoreApproval }) {
  const { verdict, decidedAt, reason } = approval;
  const [wasOpen] = useState(verdict === "PENDING");
  if (wasOpen || verdict === "PENDING") return <InlineApproval approval={approval} />;
  return (
    <div className={css["line"]}>
      <Status value={verdict} />
      {decidedAt && (
        <span className={css["muted"]}>
          <Ago at={decidedAt} />
        </span>
      )}
      {reason && <span>{reason}</span>}
    </div>
  );
}
