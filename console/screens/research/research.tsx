import { Page } from "../../ui/page.tsx";

/** The screen Research. */
export function ResearchScreen() {
  return <Page title="Research">{null}</Page>;
}
