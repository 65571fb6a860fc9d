import { Page } from "../../ui/page.tsx";

/** The screen Tools. */
export function ToolsScreen() {
  return <Page title="Tools">{null}</Page>;
}
