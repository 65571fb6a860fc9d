import { useParameter } from "../../app/address.ts";
import { usePendingApprovals } from "../../app/pending-approvals.ts";
import { Page } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { History } from "./history/history.tsx";
import { Inbox } from "./inbox/inbox.tsx";

const tabs = [
  { name: "inbox", title: "Waiting" },
  { name: "history", title: "History" },
] as const;

/** The screen Approvals: calls that wait for a decision, and what was decided. */
export function ApprovalsScreen() {
  const pending = usePendingApprovals();
  const [view, setView] = useParameter("view");
  const selected = view === "history" ? "history" : "inbox";
  return (
    <Page title="Approvals" tabTitle={pending > 0 ? `(${pending}) Approvals` : "Approvals"}>
      <Tabs
        label="Approvals"
        tabs={tabs}
        selected={selected}
        onSelect={(name) => setView(name === "history" ? name : null, { push: true })}
      />
      {selected === "history" ? <History /> : <Inbox />}
    </Page>
  );
}
