import { Page } from "../../ui/page.tsx";

/** The screen Search. */
export function SearchScreen() {
  return <Page title="Search">{null}</Page>;
}
