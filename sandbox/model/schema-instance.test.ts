import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { instanceOf } from "./schema-instance.ts";
import type { Json } from "./types.ts";

const source = { text: "What moves NVDA?", quotes: [] };

test("an instance is valid under its schema", () => {
  const shape = z.object({
    title: z.string().min(3).max(60),
    score: z.number().min(0).max(1),
    rank: z.int().min(2).max(9),
    verdict: z.enum(["PASS", "FAIL"]),
    kind: z.literal("report"),
    due: z.iso.datetime(),
    link: z.url().nullable(),
    searches: z.array(z.object({ query: z.string(), reason: z.string().optional() })).min(3).max(5),
    either: z.union([z.object({ a: z.number() }), z.string()]),
    sure: z.boolean(),
  });
  const made = instanceOf(z.toJSONSchema(shape) as Json, source);
  assert.equal(shape.parse(made).searches.length, 3);
});

test("references are resolved, and a recursive schema terminates", () => {
  const tree = {
    $defs: {
      node: {
        type: "object",
        properties: { name: { type: "string" }, next: { $ref: "#/$defs/node" } },
      },
    },
    $ref: "#/$defs/node",
  };
  assert.match(JSON.stringify(instanceOf(tree, source)), /emulated/);
});

test("prices of tool results fill matching fields", () => {
  const quotes = ["AAPL", "AMD"].map((symbol, i) => ({
    symbol,
    price: 10 + i,
    name: symbol,
    currency: "USD",
  }));
  const item = {
    type: "object",
    properties: { ticker: { type: "string" }, price: { type: "number" } },
  };
  const made = instanceOf(
    { type: "object", properties: { rows: { type: "array", items: item } } },
    { text: "", quotes },
  );
  assert.deepEqual(made, { rows: [{ ticker: "AAPL", price: 10 }, { ticker: "AMD", price: 11 }] });
});

test("an infinite or very large schema is answered at once", () => {
  const source = { text: "", quotes: [] };
  const fork = (n: number) => ({ allOf: Array(9).fill({ $ref: `#/$defs/d${n}` }) });
  const hostile: Record<string, unknown>[] = [
    { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } },
    {
      ...fork(0),
      $defs: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`d${i}`, fork(i + 1)])),
    },
    {
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`p${i}`, { $ref: "#" }]),
      ),
      required: Array.from({ length: 20 }, (_, i) => `p${i}`),
    },
    { type: "array", minItems: 1e9, items: { type: "string", minLength: 1e9 } },
  ];
  const begun = performance.now();
  for (const schema of hostile) JSON.stringify(instanceOf(schema, source));
  assert.ok(performance.now() - begun < 1_000);
});
