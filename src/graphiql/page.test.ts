import assert from "node:assert/strict";
import { test } from "node:test";
import { banners, renderPage } from "./page.ts";

test("the page says what is not real, and nothing where all is", () => {
  assert.match(banners({ emulated: true, sampleMarketData: false }), /emulated/);
  assert.match(banners({ emulated: false, sampleMarketData: true }), /samples/);
  assert.doesNotMatch(banners({ emulated: false, sampleMarketData: false }), /emulated|samples/);
});

test("the browser is told to load and send nothing elsewhere, before any script", () => {
  const page = renderPage({}, { emulated: true, sampleMarketData: true });
  assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<script"));
  assert.match(page, /default-src 'none'/);
  assert.match(page, /<div id="root"><\/div><aside/);
});

test("what runs in the page is whole JavaScript", () => {
  const page = renderPage({}, { emulated: true, sampleMarketData: true });
  const script = page.slice(page.indexOf("<script>") + 8, page.indexOf("</script>"));
  assert.doesNotThrow(() => new Function(script));
});
