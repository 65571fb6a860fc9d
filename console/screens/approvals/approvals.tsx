import { Page } from "../../ui/page.tsx";

/** The screen Approvals. */
export function ApprovalsScreen() {
  return <Page title="Approvals">{null}</Page>;
}
