// In a real browser: what only layout and computed styles show. Skipped where Chromium is not installed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { reportPage } from "./page.ts";
import { type BrowserPage, findChromium, startChromium } from "./testing/chromium.ts";
import { variants } from "./testing/variants.ts";

const chromium = await findChromium();
const skip = chromium === null ? "Chromium is not installed" : false;
const folder = await Deno.makeTempDir({ prefix: "tramontane-pages-" });
let browser: BrowserPage | undefined;

before(async () => {
  if (chromium !== null) browser = await startChromium(chromium);
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await Deno.remove(folder, { recursive: true });
});

/** The rules that the shown page violates, each with an element. */
const run = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 200)))`;

async function shown(width: number, scheme: string, path: string) {
  const page = browser!;
  const size = { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 };
  await page.send("Emulation.setDeviceMetricsOverride", size);
  const features = [{ name: "prefers-color-scheme", value: scheme }];
  await page.send("Emulation.setEmulatedMedia", { features });
  await page.open(`file://${path}`);
  return page;
}

for (const [name, data] of variants()) {
  test(`${name}: no violation, and no sideways scrolling, on phone and screen, light and dark`, {
    skip,
  }, async () => {
    const path = `${folder}/${name.replaceAll(/\W/g, "-")}.html`;
    await Deno.writeTextFile(path, reportPage(data));
    for (const [width, scheme] of [[390, "light"], [1280, "dark"]] as const) {
      const page = await shown(width, scheme, path);
      const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assert.ok(Number(wide) <= 0, `${wide} too wide at ${width}`);
      await page.evaluate(axe.source);
      assert.deepEqual(await page.evaluate(run), [], `${width} ${scheme}`);
    }
  });
}

test("a fault of a page is found", { skip }, async () => {
  const path = `${folder}/faulty.html`;
  await Deno.writeTextFile(path, `<!doctype html><title>x</title><img src="data:,">`);
  const page = await shown(390, "light", path);
  await page.evaluate(axe.source);
  assert.match(JSON.stringify(await page.evaluate(run)), /image-alt/);
});
