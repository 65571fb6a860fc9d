import type { Page } from "playwright-core";
import { repositoryRoot } from "../../cli/stack/paths.ts";

/** Where the pictures of a run are, for a person who looks at them. */
const folder = `${repositoryRoot}/.tramontane/test/screenshots`;

/** Takes a picture of what a window shows. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** A text without Markdown's signs, with one space between words: what a page shows of it. */
export const plainText = (markdown: string): string =>
  markdown.replace(/^\s*(?:[-#>]+\s)/gm, "").replace(/[*_`]+/g, "").replace(/\s+/g, " ").trim();
