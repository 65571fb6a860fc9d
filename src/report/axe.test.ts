// In a real browser: what only layout and computed styles show.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { startBrowser, type TestBrowser } from "../../tests/support/browser.ts";
import { reportPage } from "./page.ts";
import { variants } from "./testing/variants.ts";

const folder = await Deno.makeTempDir({ prefix: "tramontane-pages-" });
let browser: TestBrowser;
let phone: Page;
let screen: Page;

before(async () => {
  browser = await startBrowser();
  const open = async (width: number, colorScheme: "light" | "dark") => {
    const viewport = { width, height: 900 };
    return (await browser.open({ viewport, colorScheme, isMobile: width < 600 })).page;
  };
  [phone, screen] = await Promise.all([open(390, "light"), open(1280, "dark")]);
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await Deno.remove(folder, { recursive: true });
});

/** The rules that the shown page violates, each with an element. */
const run = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`;

async function show(page: Page, html: string) {
  const path = `${folder}/${crypto.randomUUID()}.html`;
  await Deno.writeTextFile(path, html);
  await page.goto(`file://${path}`);
  await page.evaluate(axe.source);
}

for (const [name, data] of variants()) {
  test(`${name}: no violation, and no sideways scrolling, on phone and screen, light and dark`, async () => {
    for (const page of [phone, screen]) {
      await show(page, reportPage(data));
      const { width } = page.viewportSize() ?? {};
      const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(wide) <= 0, `${wide} too wide at ${width}`);
      assert.deepEqual(await page.evaluate(run), [], `${width}`);
    }
  });
}

test("a fault of a page is found", async () => {
  await show(phone, `<!doctype html><title>x</title><img src="data:,">`);
  assert.match(JSON.stringify(await phone.evaluate(run)), /image-alt/);
});
