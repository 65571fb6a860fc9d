import assert from "node:assert/strict";
import { test } from "node:test";
import { numberFormats } from "./number-formats.ts";
import { periodOf } from "./period.ts";
import { wordsIn } from "./words.ts";

const period = (text: string | null, language = "en") =>
  periodOf({ period: text }, numberFormats(language, wordsIn(language)));

test("days and instants are days of the language, without milliseconds; other words stay", () => {
  assert.equal(period("2026-11-20T21:00:00.000Z"), "Nov 20, 2026");
  assert.equal(period("2026-05-26 to 2026-11-17", "de"), "26.05.2026 to 17.11.2026");
  assert.equal(period("2026-Q3"), "2026-Q3");
  assert.equal(period("2026-99-99"), "2026-99-99");
  assert.equal(period(null), "");
});
