import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

const widths = [1280, 390];
const schemes = ["light", "dark"] as const;
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The rules that the shown page violates, each with an element and what is wrong with it. */
const run = `axe.run(document, {
  runOnly: ${JSON.stringify(rules)},
  resultTypes: ["violations"],
}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) =>
  [id, node.html.slice(0, 160), node.failureSummary.replace(/\\s+/g, " ").slice(0, 240)].join(": "))))`;

/** After the next frame, with what a change of the window starts in the page. */
const settled = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/** What is too wide, for the message. */
const widest = `[...document.querySelectorAll("main *, header *, nav *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 160))`;

/**
 * Fails by a violation of WCAG 2.2 AA or by sideways scrolling of what the page shows, light and dark, on a screen and on
 * a phone. It does not load the page again, and leaves window and scheme as they were.
 */
export async function checkScreen(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  const isDark = await page.evaluate(`matchMedia("(prefers-color-scheme: dark)").matches`);
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(settled);
      const violations = await page.evaluate(run) as string[];
      found.push(...violations.map((one) => `${width} ${colorScheme}: ${one}`));
    }
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    if (Number(over) > 0) {
      found.push(`${width}: ${over} px too wide: ${JSON.stringify(await page.evaluate(widest))}`);
    }
  }
  await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
  if (before) await page.setViewportSize(before);
  assert.deepEqual(found, [], `${name}: WCAG and width`);
}
