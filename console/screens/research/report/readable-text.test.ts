import assert from "node:assert/strict";
import { test } from "node:test";
import { readableText } from "./readable-text.ts";
import type { ReportMetric } from "./report-types.ts";

const metric = (value: string, evidence: "EXACT" | "NONE") =>
  ({ value, evidence, quoted: null }) as ReportMetric;

test("a long number of a proven figure is written as a person does, in prose alone", () => {
  const readable = readableText([metric("149167842107", "EXACT"), metric("98765432", "NONE")]);
  assert.equal(
    readable(
      "Cash of 149167842107, `149167842107`, [149167842107](https://a.example/149167842107).",
    ),
    "Cash of 149.2 billion, `149167842107`, [149167842107](https://a.example/149167842107).",
  );
  assert.equal(readable("Debt of 98765432 and 149167842108"), "Debt of 98765432 and 149167842108");
});
