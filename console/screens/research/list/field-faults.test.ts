import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldFaults } from "./field-faults.ts";
import { symbolsIn } from "./symbols.ts";

test("symbols are separated by commas, semicolons, spaces and lines", () => {
  assert.deepEqual(symbolsIn(" nvda, AMD;M&M.NS\n^GSPC ,"), ["nvda", "AMD", "M&M.NS", "^GSPC"]);
  assert.deepEqual(symbolsIn("  "), []);
});

test("a fault is at its field, that of a list's item names the item, others are kept", () => {
  const issues = [
    { path: ["question"], message: "Write a question." },
    { path: ["symbols", "1"], message: "No security has this symbol." },
    { path: ["symbols", "2"], message: "This symbol is named twice." },
    { path: ["budget", "cost", "amount"], message: "Above 0." },
    { path: ["alias"], message: "Unknown." },
    { path: [], message: "All of it." },
  ];
  const faults = fieldFaults(issues, ["question", "symbols", "budget"], {
    symbols: ["NVDA", "NVDAX", "NVDA"],
  });
  assert.deepEqual(faults.of, {
    question: "Write a question.",
    symbols: "NVDAX: No security has this symbol. NVDA: This symbol is named twice.",
    budget: "Above 0.",
  });
  assert.deepEqual(faults.rest, ["alias: Unknown.", "All of it."]);
});
