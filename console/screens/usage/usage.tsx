import { Page } from "../../ui/page.tsx";

/** The screen Usage. */
export function UsageScreen() {
  return <Page title="Usage">{null}</Page>;
}
