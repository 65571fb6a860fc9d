import { useState } from "react";
import { useCan } from "../../../api/viewer.tsx";
import { Button } from "../../../ui/button.tsx";
import list from "../../../ui/list.module.css";
import type { LiveApproval } from "../card/card-approval.ts";
import type { useCardDetails } from "../card/use-card-details.ts";
import { callGroups } from "../inbox/call-groups.ts";
import { BatchDialog } from "./batch-dialog.tsx";

/** For each tool with several calls that wait: a button that decides on them together. */
export function BatchBar(
  { approvals, details }: {
    approvals: readonly LiveApproval[];
    details: ReturnType<typeof useCardDetails>;
  },
) {
  const can = useCan();
  // The calls at the time of the click: those that arrive later are not decided unseen.
  const [calls, setCalls] = useState<{ tool: string; approvals: readonly LiveApproval[] } | null>(
    null,
  );
  const groups = callGroups(approvals);
  if (!can("approvals:decide")) return null;
  return (
    <>
      {groups.length > 0 && (
        <div className={list["bar"]}>
          {groups.map((group) => (
            <Button key={group.tool} onClick={() => setCalls(group)}>
              Decide on {group.approvals.length} calls of {group.tool}…
            </Button>
          ))}
        </div>
      )}
      {calls && (
        <BatchDialog
          {...calls}
          detailsOf={details.detailsOf}
          onSettled={details.refetch}
          onClose={() => setCalls(null)}
        />
      )}
    </>
  );
}
