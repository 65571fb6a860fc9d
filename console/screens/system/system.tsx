import { Page } from "../../ui/page.tsx";

/** The screen System. */
export function SystemScreen() {
  return <Page title="System">{null}</Page>;
}
