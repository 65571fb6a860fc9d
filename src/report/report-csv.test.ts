import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, reportCsv } from "./report-csv.ts";
import { sampleReportData } from "./testing/sample-report.ts";

test("each figure is one row of as many cells as the first, ended by CR and LF", () => {
  const text = reportCsv(sampleReportData());
  assert.ok(text.startsWith("\ufeffsymbol,figure,value,unit,period,evidence,"));
  const lines = text.split("\r\n");
  assert.equal(lines.length, 8, "a head, six figures, and nothing after the last line");
  assert.equal(
    lines[1],
    "NVDA,Price,190.30,USD,2026-11-17,EXACT,,prices.get_current_stock_price,symbol NVDA,/price,190.30,,",
  );
  assert.match(
    text,
    /AMD,Change in six months,-13\.935916,%,,DERIVED,,,,,,\(last - first\) \/ first \* 100,"last = 191\.54 \(prices/,
  );
  assert.match(
    text,
    /NVDA,"Data centres, share of revenue",88,%,2026-Q3,NONE,It cites no tool call\.,/,
  );
});

test("a text that begins like a formula is made harmless, a negative number stays a number", () => {
  for (const text of ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "＝1", "-13 %"]) {
    assert.ok(/^"?'/.test(cell(text)), text);
  }
  assert.deepEqual(["-13.935916", "-5", "0", "NVDA", ""].map(cell), [
    "-13.935916",
    "-5",
    "0",
    "NVDA",
    "",
  ]);
  assert.equal(cell(null), "");
});

test("quotes, commas and line breaks stay in their cell", () => {
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(cell("a\r\nb"), '"a\r\nb"');
  assert.equal(cell('=HYPERLINK("x")'), '"\'=HYPERLINK(""x"")"');
});

test("a formula behind white space or characters without width is text, too", () => {
  for (const text of [" =1", "\u00a0+A1", "\ufeff=1", "\u200b@A1", "\n=1"]) {
    assert.match(cell(text), /^"?'/, JSON.stringify(text));
  }
  assert.equal(cell("-13.9"), "-13.9");
});
