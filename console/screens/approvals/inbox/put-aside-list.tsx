import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/page.tsx";
import list from "../../../ui/list.module.css";
import type { LiveApproval } from "../card/card-approval.ts";
import { toolName } from "./call-groups.ts";
import { Ago } from "../../../ui/time.tsx";

/** Approvals that this page put aside. */
export function PutAside(
  { approvals, onBack }: { approvals: readonly LiveApproval[]; onBack: (id: string) => void },
) {
  if (approvals.length === 0) return null;
  return (
    <Section title="Put aside on this page">
      <ul className={list["list"]}>
        {approvals.map((approval) => (
          <li key={approval.id} className={list["row"]}>
            <span className={list["name"]}>{toolName(approval) ?? "A call"}</span>
            <span className={list["muted"]}>
              expires <Ago at={approval.expiresAt} />
            </span>
            <Button onClick={() => onBack(approval.id)}>Bring back</Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
