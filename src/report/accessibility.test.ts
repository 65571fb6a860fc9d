import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, tokensOf } from "./testing/contrast.ts";
import { reportPage } from "./page.ts";
import style from "./page.css" with { type: "text" };
import { variants } from "./testing/variants.ts";

for (const [name, data] of variants()) {
  const page = reportPage(data).replace(/\s+/g, " ");
  const all = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, group = ""]) => group);

  test(`${name}: each id is there once, and each reference leads to one`, () => {
    const ids = all(/\sid="([^"]*)"/g);
    assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), []);
    const references = all(/(?:aria-labelledby|aria-describedby)="([^"]*)"/g);
    const links = all(/href="#([^"]*)"/g);
    assert.deepEqual([...references, ...links].filter((id) => !ids.includes(id)), []);
  });

  test(`${name}: one main part and one title; headings leave no level out`, () => {
    assert.equal(all(/<(main)[\s>]/g).length, 1);
    const levels = all(/<h([1-6])[\s>]/g).map(Number);
    assert.deepEqual(levels.filter((level) => level === 1), [1]);
    assert.deepEqual(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1), []);
  });

  test(`${name}: each chart has a title, a description and a bounded table of its values`, () => {
    const charts = page.match(/<svg class="(?:large|small|half)"[^]*?<\/svg>/g) ?? [];
    for (const chart of charts) {
      assert.match(chart, /role="img" aria-labelledby="[\w-]+" aria-describedby="[\w-]+"/);
      assert.match(chart, /<title id="[^"]*">[^<]+<\/title>\s*<desc id="[^"]*">[^<]+<\/desc>/);
    }
    const tables = page.match(/<div class="hidden">\s*<table>[^]*?<\/table>/g) ?? [];
    assert.equal(tables.length, (page.match(/<figure/g) ?? []).length);
    for (const table of tables) {
      assert.match(table, /<caption[^>]*>[^<]+</);
      assert.ok((table.match(/<tr>/g) ?? []).length <= 13);
    }
  });

  test(`${name}: all cells of a head are headers with a scope`, () => {
    const heads = all(/<thead[^>]*>([^]*?)<\/thead>/g).join("");
    assert.deepEqual(heads.match(/<th(?![^>]*scope=)[^>]*>/g) ?? [], []);
  });
}

const pairs = [
  ...["ink", "faint", "link", "good", "bad"].map((text) => [text, "paper"]),
  ...[["faint", "ground"], ["ink", "ground"], ["link", "ground"], ["warn-ink", "warn"]],
  ...[["good", "good-ground"], ["bad", "bad-ground"]],
] as [string, string][];

for (const scheme of ["light", "dark", "print"] as const) {
  test(`texts and lines differ enough from their grounds in ${scheme}`, () => {
    const tokens = tokensOf(style, scheme);
    const ratio = (a: string, b: string) => contrast(tokens[a] ?? "", tokens[b] ?? "");
    const faint = pairs.filter(([text, ground]) => ratio(text, ground) < 4.5);
    assert.deepEqual(faint, [], "texts need 4.5 to 1");
    const lines = ["c0", "c1", "c2", "c3", "c4"].filter((line) => ratio(line, "paper") < 3);
    assert.deepEqual(lines, [], "lines need 3 to 1");
  });
}

test("the contrast of black and white is 21, that of equal colours 1", () => {
  assert.equal(Math.round(contrast("#000000", "#ffffff")), 21);
  assert.equal(contrast("#123456", "#123456"), 1);
});
