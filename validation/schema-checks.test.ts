import assert from "node:assert/strict";
import { after, test } from "node:test";
import { SchemaChecks } from "./schema-checks.ts";
import { schemaSizeFault } from "./schema-size.ts";

const threads = new SchemaChecks(assert.ifError);
after(() => threads.close());
const checks = threads.of("acme");

const object = (properties: object, more = {}) => ({ type: "object", properties, ...more });
const doubled = (n: number) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => {
    const next = { $ref: `#/$defs/d${i + 1}` };
    return [`d${i}`, i === n - 1 ? { type: "string" } : { anyOf: [next, next, next] }];
  }));

test("each value is checked; an unusable schema is reported", async () => {
  const schema = object({ a: { type: "integer" } }, { required: ["a"] });
  const outcome = await checks.check(schema, [{ a: 1 }, {}, { a: "1" }]);
  assert.ok("faults" in outcome);
  assert.deepEqual(outcome.faults.map((fault) => fault === null), [true, false, false]);
  assert.match(outcome.faults[1] ?? "", /'a'/);
  const broken = await checks.check({ type: "objekt" });
  assert.ok("unusable" in broken && broken.unusable.length > 0);
  assert.deepEqual(await checks.check(schema), { faults: [] });
});

test("two schemas may have the same $id", async () => {
  const named = (type: string) => ({ $id: "https://example.com/a", type });
  assert.deepEqual(await checks.check(named("string"), ["a"]), { faults: [null] });
  assert.deepEqual(await checks.check(named("number"), [1]), { faults: [null] });
});

const text = (n: number) => `${"x".repeat(n)}!`;
const large = Array.from({ length: 40_000 }, (_, i) => ({ i }));
const hostile: [string, object, unknown][] = [
  ["a pattern with a lookahead", object({ a: { pattern: "^(?=(x+x+)+$)" } }), { a: text(40) }],
  ["patternProperties", { patternProperties: { "^(?!(x|x)*$)": {} } }, { [text(40)]: 1 }],
  ["propertyNames", { propertyNames: { pattern: "^(?=(x*)*$)" } }, { [text(40)]: 1 }],
  ["a back-reference", { pattern: "^((x+)+)\\1+$" }, text(40)],
  ["references that fork", { $ref: "#/$defs/d0", $defs: doubled(24) }, 1],
  ["uniqueItems", { uniqueItems: true }, large],
];
for (const [name, schema, value] of hostile) {
  test(`${name}: the check ends after its time, the event loop is free, and the next check runs`, async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    const outcome = await checks.check(schema, [value]);
    clearInterval(timer);
    assert.deepEqual(outcome, { unfinished: "values" });
    assert.ok(turns > 2, `${turns}`);
    assert.deepEqual(await checks.check({ type: "string" }, ["a"]), { faults: [null] });
  });
}

test("a pattern that backtracks for ever is run by a linear engine", async () => {
  const schema = object({ a: { pattern: "^(x+x+)+$" } }, {
    patternProperties: { "^(b|b)*$": false },
  });
  for (const _ of ["found out", "known"]) {
    const outcome = await checks.check(schema, [{ a: text(40) }, { a: "xxx" }, { bb: 1 }]);
    assert.ok("faults" in outcome, JSON.stringify(outcome));
    assert.match(outcome.faults[0] ?? "", /must match pattern/);
    assert.equal(outcome.faults[1], null);
    assert.match(outcome.faults[2] ?? "", /schema is false/);
  }
});

test("a slow schema does not delay others", async () => {
  const slow = checks.check(object({ a: { pattern: "^(?=(x+x+)+$)" } }), [{ a: text(40) }]);
  const quick = checks.check({ type: "number" }, [1]).then(() => "quick");
  assert.equal(await Promise.race([slow, quick]), "quick");
  await slow;
});

test("a schema that is too long, too large or too deep is not compiled", async () => {
  assert.match(schemaSizeFault({ description: "x".repeat(70_000) }) ?? "", /characters/);
  assert.match(schemaSizeFault({ enum: Array(10_000).fill(1) }) ?? "", /values/);
  let deep: object = {};
  for (let i = 0; i < 5_000; i++) deep = { not: deep };
  assert.match(schemaSizeFault(deep) ?? "", /levels/);
  assert.deepEqual(await checks.check(deep), { unusable: schemaSizeFault(deep) });
  assert.equal(schemaSizeFault(object({ a: {} })), null);
});

test("the queue is limited in number and time", async () => {
  const full = new SchemaChecks(assert.ifError, { queue: 2, queueMs: 60 });
  const all = await Promise.all(
    Array.from({ length: 4 }, () => full.of("acme").check({ not: {} }, [1])),
  );
  const busy = all.filter((one) => "unfinished" in one && one.unfinished === "queue");
  assert.ok(busy.length >= 2, JSON.stringify(all));
  await full.close();
});

test("a tenant that fills the queue delays its own checks, not those of another", async () => {
  const shared = new SchemaChecks(assert.ifError, { queue: 20, queueMs: 60_000 });
  const ended: string[] = [];
  const check = (tenant: string, schema: object) =>
    shared.of(tenant).check(schema, [1]).then((outcome) => {
      if (!("unfinished" in outcome)) ended.push(tenant);
      return outcome;
    });
  const flood = Array.from({ length: 40 }, (_, i) => check("globex", { minimum: i }));
  assert.deepEqual(await check("acme", { type: "number" }), { faults: [null] });
  assert.ok(ended.length <= 3, `${ended}`);
  assert.ok((await Promise.all(flood)).some((one) => "unfinished" in one));
  await shared.close();
});
