// In a real browser: what only layout and computed styles show.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { startBrowser, type TestBrowser } from "../../tests/support/browser.ts";
import { reportPage } from "./page.ts";
import { variants } from "./testing/variants.ts";

const folder = await Deno.makeTempDir({ prefix: "tramontane-pages-" });
let browser: TestBrowser;

before(async () => void (browser = await startBrowser()));
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await Deno.remove(folder, { recursive: true });
});

/** The rules that the shown page violates, each with an element. */
const run = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`;

async function shown(width: number, colorScheme: "light" | "dark", html: string) {
  const path = `${folder}/${crypto.randomUUID()}.html`;
  await Deno.writeTextFile(path, html);
  const viewport = { width, height: 900 };
  const { page } = await browser.open({ viewport, colorScheme, isMobile: width < 600 });
  await page.goto(`file://${path}`);
  // The page's own policy allows no script that is added to it.
  await page.evaluate(axe.source);
  return page;
}

for (const [name, data] of variants()) {
  test(`${name}: no violation, and no sideways scrolling, on phone and screen, light and dark`, async () => {
    for (const [width, scheme] of [[390, "light"], [1280, "dark"]] as const) {
      const page = await shown(width, scheme, reportPage(data));
      const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(wide) <= 0, `${wide} too wide at ${width}`);
      assert.deepEqual(await page.evaluate(run), [], `${width} ${scheme}`);
      await page.close();
    }
  });
}

test("a fault of a page is found", async () => {
  const page = await shown(390, "light", `<!doctype html><title>x</title><img src="data:,">`);
  assert.match(JSON.stringify(await page.evaluate(run)), /image-alt/);
});
